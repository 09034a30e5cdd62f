import { Box } from '@mui/material';
import { useResourceDefinitions } from 'react-admin';
import { NavLink } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { Kbd } from '../parts/Kbd.tsx';
import { mayUse } from '../providers/access.ts';
import { useSession } from '../providers/session.ts';
import { useStatus } from '../providers/status.ts';
import { type Noun, nounGroups } from './nouns.ts';

/** The nouns, grouped, with what waits; what a role may not open is not there. */
export function Drawer({ onKeys }: { onKeys: () => void }) {
  const { t } = useWords();
  const resources = useResourceDefinitions();
  const abilities = useSession()?.abilities;
  const shown = ({ name }: Noun) =>
    name === 'home' || (name in resources && abilities !== undefined && mayUse(abilities, name));

  return (
    <Box
      component="nav"
      aria-label={t('frame.menu')}
      sx={{
        bgcolor: 'var(--bg)',
        borderRight: '1px solid var(--line)',
        py: 2,
        display: 'flex',
        flexDirection: 'column',
        overflowY: 'auto',
        overflowX: 'hidden',
        '& h2': { fontSize: 13, fontWeight: 400, color: 'var(--ink-3)', p: '10px 16px 2px' },
      }}
    >
      {nounGroups.map((group) => {
        const nouns = group.nouns.filter(shown);
        if (nouns.length === 0) return null;
        return (
          <Box key={group.name}>
            <h2>{t(`frame.groups.${group.name}`)}</h2>
            <ul>
              {nouns.map((noun) => (
                <li key={noun.name}>
                  <NounLink noun={noun} />
                </li>
              ))}
            </ul>
          </Box>
        );
      })}
      <Box
        component="button"
        type="button"
        onClick={onKeys}
        sx={{ ...row, mt: 'auto', border: 0, bgcolor: 'transparent', cursor: 'pointer' }}
      >
        {t('frame.keys')}
        <Box component="span" sx={{ ml: 'auto' }}>
          <Kbd>Alt+/</Kbd>
        </Box>
      </Box>
    </Box>
  );
}

const row = {
  display: 'flex',
  alignItems: 'center',
  gap: '10px',
  width: '100%',
  height: 34,
  flex: 'none',
  padding: '0 12px 0 16px',
  color: 'var(--ink)',
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  '&:focus-visible': { outlineOffset: -2 },
} as const;

/** For ears only */
const heard = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;

function NounLink({ noun }: { noun: Noun }) {
  const { t } = useWords();
  const counts = useStatus()?.counts;
  const waiting = noun.count ? counts?.[noun.count] : undefined;
  const name = t(`frame.nouns.${noun.name}`);
  const Icon = noun.icon;
  return (
    <Box
      component={NavLink}
      to={noun.name === 'home' ? '/' : `/${noun.name}`}
      end={noun.name === 'home'}
      sx={{
        ...row,
        '& svg': { color: 'var(--ink-2)' },
        '&:hover': { bgcolor: 'var(--label)' },
        '&[aria-current]': {
          bgcolor: 'var(--paper)',
          color: 'var(--accent)',
          fontWeight: 700,
          boxShadow: 'inset 3px 0 var(--accent), 0 -1px var(--line), 0 1px var(--line)',
          '& svg, & .waiting': { color: 'var(--accent)' },
        },
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 18 }} />
      {name}
      {waiting ? (
        <Box component="span" className="waiting" sx={{ ml: 'auto', fontSize: 13, color: 'var(--ink-2)' }}>
          {` ${waiting}`}
          <span style={heard}>{t('frame.waitingItems')}</span>
        </Box>
      ) : null}
    </Box>
  );
}
