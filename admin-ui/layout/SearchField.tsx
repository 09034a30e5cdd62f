import SearchOutlined from '@mui/icons-material/SearchOutlined';
import { Box, InputBase, Popover } from '@mui/material';
import { type FormEvent, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { useHotkey } from '../parts/hotkeys.ts';
import { Kbd } from '../parts/Kbd.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Yen } from '../parts/Yen.tsx';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';

interface Found {
  id: string;
  count: number;
  debtors: {
    debtor_id: string;
    name: string;
    addressee_no: string;
    ward: string;
    account_ids: string[];
    balance: number;
  }[];
}

/** Alt+K. The words go in the body of a POST, so that no URL and no log carries them. */
export function SearchField() {
  const { t } = useWords();
  const mayRead = useCan('read', 'account');
  const input = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [open, setOpen] = useState(false);
  const search = useVerb<{ text: string }, Found>({ path: '/api/search' });
  const begin = () => {
    setOpen(false);
    input.current?.select();
  };
  useHotkey('alt+k', begin, { note: t('frame.keySearch'), group: 'frame', enabled: mayRead });
  if (!mayRead) return null;

  function submit(event: FormEvent) {
    event.preventDefault();
    const text = input.current?.value.trim() ?? '';
    if (text !== '') search.mutate({ text }, { onSettled: () => setOpen(true) });
  }

  const found = search.data;
  return (
    <>
      <Box
        component="form"
        role="search"
        ref={form}
        onSubmit={submit}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: '6px',
          width: 222,
          height: 32,
          px: 2,
          fontSize: 13,
          border: '1px solid var(--line-2)',
          borderRadius: '4px',
          color: 'var(--ink-3)',
          '&:focus-within': {
            outline: '2px solid var(--focus-out)',
            boxShadow: '0 0 0 2px var(--focus-in)',
            outlineOffset: '2px',
          },
        }}
      >
        <SearchOutlined sx={{ fontSize: 16 }} aria-hidden />
        <InputBase
          inputRef={input}
          placeholder={t('frame.searchHint')}
          sx={{ flex: 1, minWidth: 0, fontSize: 13, '& input::placeholder': { color: 'var(--ink-3)', opacity: 1 } }}
          slotProps={{ input: { 'aria-label': t('frame.searchLabel'), enterKeyHint: 'search', autoComplete: 'off' } }}
        />
        <Kbd>Alt+K</Kbd>
      </Box>
      <Popover
        open={open}
        anchorEl={form.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { sx: { width: 460, mt: 1 } } }}
      >
        <ProblemAlert problem={search.error} />
        {found ? <Results found={found} onLeave={() => setOpen(false)} /> : null}
      </Popover>
    </>
  );
}

function Results({ found, onLeave }: { found: Found; onLeave: () => void }) {
  const { t } = useWords();
  if (found.count === 0) return <Box sx={{ p: 4 }}>{t('frame.searchEmpty')}</Box>;
  const rest = found.count - found.debtors.length;
  return (
    <Box component="ul" aria-label={t('frame.searchFound', { smart_count: found.count })} sx={{ py: 1 }}>
      {found.debtors.map((debtor) => (
        <li key={debtor.debtor_id}>
          <Box component={Link} to={`/accounts/${debtor.account_ids[0]}/show`} onClick={onLeave} sx={resultRow}>
            <Box component="b" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {debtor.name}
            </Box>
            <Box component="span" sx={{ fontFamily: 'var(--mono)', fontSize: 13 }}>
              {debtor.addressee_no}
            </Box>
            <span>{debtor.ward}</span>
            <Box component="span" sx={{ textAlign: 'right' }}>
              <Yen amount={debtor.balance} unit />
            </Box>
          </Box>
        </li>
      ))}
      {rest > 0 ? (
        <li>
          <Box
            component={Link}
            to={`/accounts?filter=${encodeURIComponent(JSON.stringify({ search: found.id }))}`}
            onClick={onLeave}
            sx={{ ...resultRow, display: 'block' }}
          >
            {t('frame.searchMore', { smart_count: rest })}
          </Box>
        </li>
      ) : null}
    </Box>
  );
}

const resultRow = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 110px 56px 96px',
  gap: 3,
  alignItems: 'baseline',
  px: 3,
  py: '5px',
  color: 'var(--ink)',
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  '&:hover': { bgcolor: 'var(--bg)' },
  '&:focus-visible': { outlineOffset: '-2px' },
} as const;
