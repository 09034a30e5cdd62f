import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/useWords.ts';

export interface ReasonFormProps {
  kind: 'mismatch' | 'pull';
  busy: boolean;
  onCancel: () => void;
  onReason: (reason: string) => void;
}

const usual = {
  mismatch: ['address', 'sheets', 'dirty', 'print'],
  pull: ['paid', 'department', 'address'],
} as const;

/** Why an envelope does not go: a usual reason in one click, or own words. */
export function ReasonForm({ kind, busy, onCancel, onReason }: ReasonFormProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const head = t(kind === 'pull' ? 'letters.pullWhy' : 'letters.mismatchWhy');
  const choices =
    kind === 'pull'
      ? usual.pull.map((reason) => t(`letters.pullReasons.${reason}`))
      : usual.mismatch.map((reason) => t(`letters.mismatchReasons.${reason}`));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onReason(text.trim());
  };
  return (
    <Box
      component="form"
      onSubmit={submit}
      aria-label={head}
      sx={{ p: 3, border: '1px solid var(--line-2)', display: 'grid', gap: 2 }}
    >
      <Box>
        <b>{head}</b>
        <Box component="span" sx={{ ml: 3, fontSize: 13, color: 'var(--ink-2)' }}>
          {t(kind === 'pull' ? 'letters.pullHelp' : 'letters.mismatchHelp')}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {choices.map((choice) => (
          <Button key={choice} size="small" aria-pressed={text === choice} onClick={() => setText(choice)}>
            {choice}
          </Button>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 2 }}>
        <TextField
          autoFocus
          fullWidth
          value={text}
          onChange={(event) => setText(event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': t('letters.reasonText'), maxLength: 200 } }}
        />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          loading={busy}
          disabled={text.trim() === ''}
          sx={{ flex: 'none' }}
        >
          {t(kind === 'pull' ? 'letters.pullIt' : 'letters.spoilIt')}
        </Button>
        <Button onClick={onCancel} sx={{ flex: 'none' }}>
          {t('common.cancel')}
        </Button>
      </Box>
    </Box>
  );
}
