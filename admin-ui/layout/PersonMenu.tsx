import LogoutOutlined from '@mui/icons-material/LogoutOutlined';
import TranslateOutlined from '@mui/icons-material/TranslateOutlined';
import { ButtonBase, ListItemIcon, ListItemText, Menu, MenuItem } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocaleState, useLogout } from 'react-admin';
import { useWords, type Words } from '../i18n/useWords.ts';
import { type SessionState, useSession } from '../providers/session.ts';

/** Who is logged in, as what and where; language and logout behind it. */
export function PersonMenu() {
  const words = useWords();
  const [locale, setLocale] = useLocaleState();
  const logout = useLogout();
  const queries = useQueryClient();
  const staff = useSession()?.staff;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!staff) return null;
  const close = () => setAnchor(null);
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          display: 'block',
          height: 46,
          px: 4,
          pl: 3,
          fontSize: 13,
          lineHeight: 1.35,
          textAlign: 'right',
          whiteSpace: 'nowrap',
          '&:hover': { bgcolor: 'var(--bg)' },
          '&.Mui-focusVisible': { outlineOffset: -3 },
          '& b': { display: 'block', fontSize: 14 },
        }}
      >
        <b>{staff.name}</b>
        {place(staff, words)}
      </ButtonBase>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem
          onClick={() => {
            queries.clear(); // names of receivables come in the language they were asked for
            setLocale(locale === 'en' ? 'ja' : 'en');
            close();
          }}
        >
          <ListItemIcon>
            <TranslateOutlined />
          </ListItemIcon>
          <ListItemText lang={locale === 'en' ? 'ja' : 'en'}>{words.t('frame.language')}</ListItemText>
        </MenuItem>
        <MenuItem onClick={() => void logout()}>
          <ListItemIcon>
            <LogoutOutlined />
          </ListItemIcon>
          <ListItemText>{words.t('frame.logout')}</ListItemText>
        </MenuItem>
      </Menu>
    </>
  );
}

function place(staff: SessionState['staff'], { t }: Words): string {
  const role = t(`frame.roles.${staff.role}`);
  if (staff.department_name) return t('frame.departmentOf', { role, department: staff.department_name });
  return staff.seat === null ? role : `${role} ${t('frame.seat', { seat: staff.seat })}`;
}
