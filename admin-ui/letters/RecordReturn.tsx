import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import type { SentLetter } from '../../api/schemas/returned-mail.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import type { Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';
import { ReturnForm } from './ReturnForm.tsx';

type Sent = Wire<SentLetter>;

/** With the returned envelope in the hand: find the letter by what is printed on it, then say when and why it came back. */
export function RecordReturn() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [letter, setLetter] = useState<Sent | null>(null);
  const find = useVerb<{ text: string }, Sent[]>({ path: '/api/letters/find' });
  const found = find.data ?? [];
  const search = (event: FormEvent) => {
    event.preventDefault();
    setLetter(null);
    const open = (letters: Sent[]) => letters.filter(({ returned_at }) => returned_at === null);
    find.mutate({ text }, { onSuccess: (letters) => setLetter(open(letters).length === 1 ? open(letters)[0]! : null) });
  };
  const startAgain = () => {
    setText('');
    setLetter(null);
    find.reset();
  };
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <SectionHead>{t('letters.returned.record')}</SectionHead>
      <p>{t('letters.returned.recordHelp')}</p>
      <Box component="form" onSubmit={search} sx={{ display: 'flex', gap: 2 }}>
        <TextField
          fullWidth
          value={text}
          placeholder={t('letters.returned.searchHint')}
          onChange={({ target }) => setText(target.value)}
          slotProps={{ htmlInput: { 'aria-label': t('letters.returned.search'), maxLength: 40 } }}
        />
        <Button type="submit" disabled={text.trim().length < 4} loading={find.isPending}>
          {t('common.search')}
        </Button>
      </Box>
      <ProblemAlert problem={find.error} />
      {find.isSuccess && found.length === 0 ? <p role="status">{t('letters.returned.none')}</p> : null}
      {found.length > 0 ? <Found letters={found} chosen={letter?.id ?? null} onChoose={setLetter} /> : null}
      {letter ? <ReturnForm key={letter.id} letter={letter} onDone={startAgain} /> : null}
    </Box>
  );
}

interface FoundProps {
  letters: Sent[];
  chosen: string | null;
  onChoose: (letter: Sent) => void;
}

function Found({ letters, chosen, onChoose }: FoundProps) {
  const { t, language } = useWords();
  return (
    <Box component="ul" aria-label={t('letters.returned.found')} sx={{ border: '1px solid var(--line)' }}>
      {letters.map((letter) => (
        <Box
          key={letter.id}
          component="li"
          sx={{
            '& + &': { borderTop: '1px solid var(--line)' },
            bgcolor: letter.id === chosen ? 'var(--accent-soft)' : 'var(--paper)',
          }}
        >
          <Box
            component="button"
            type="button"
            aria-pressed={letter.id === chosen}
            disabled={letter.returned_at !== null}
            onClick={() => onChoose(letter)}
            sx={row}
          >
            <b style={{ fontFamily: 'var(--mono)' }}>{letter.reference_no}</b>
            <span>{letter.name}</span>
            <span>
              {letter.returned_at
                ? t('letters.returned.already')
                : `${t('letters.returned.handedOver')} ${day(letter.handed_over_on, language)}`}
            </span>
            <Box component="span" sx={{ gridColumn: '1 / -1', color: 'var(--ink-2)' }}>
              {letter.receivable_name}　{t('common.addresseeNo')}{' '}
              <span style={{ fontFamily: 'var(--mono)' }}>{letter.addressee_no}</span>
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const row = {
  display: 'grid',
  gridTemplateColumns: 'auto 1fr auto',
  columnGap: 3,
  width: '100%',
  px: 3,
  py: 2,
  border: 0,
  bgcolor: 'transparent',
  color: 'var(--ink)',
  font: 'inherit',
  fontSize: 13,
  textAlign: 'left',
  cursor: 'pointer',
  '&:disabled': { color: 'var(--ink-2)', cursor: 'default' },
} as const;
