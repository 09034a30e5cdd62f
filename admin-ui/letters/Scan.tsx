import { Box, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { StateChip } from '../parts/StateChip.tsx';
import type { Letter } from './queries.ts';

export interface ScanProps {
  letter: Letter;
  letters: Letter[];
  onPick: (id: string) => void;
}

/** The number on the sheet, read by a hand scanner or typed: it agrees with the envelope at hand, belongs to another one, or to no one here. */
export function Scan({ letter, letters, onPick }: ScanProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [read, setRead] = useState<string | null>(null);
  const other = read === letter.reference_no ? undefined : letters.find(({ reference_no }) => reference_no === read);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = text.normalize('NFKC').trim().toUpperCase();
    if (given === '') return;
    setRead(given);
    setText('');
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'flex', alignItems: 'center', gap: 2, width: '100%' }}>
      <TextField
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={letter.reference_no}
        sx={{ width: 140, flex: 'none', '& input': { fontFamily: 'var(--mono)' } }}
        slotProps={{ htmlInput: { 'aria-label': t('letters.scanLabel'), autoComplete: 'off' } }}
      />
      {read === letter.reference_no ? <StateChip tone="ok">{t('letters.scanned')}</StateChip> : null}
      {read !== null && read !== letter.reference_no ? (
        <Box role="alert" sx={{ fontSize: 13, lineHeight: '18px', color: 'var(--bad)' }}>
          {other ? (
            <button type="button" onClick={() => onPick(other.id)} style={link}>
              {t('letters.scanOther', { reference: read, no: other.envelope_no ?? '—' })}
            </button>
          ) : (
            t('letters.scanUnknown', { reference: read })
          )}
        </Box>
      ) : null}
    </Box>
  );
}

const link = {
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  color: 'inherit',
  textAlign: 'left',
  textDecoration: 'underline',
  cursor: 'pointer',
} as const;
