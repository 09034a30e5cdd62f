import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Bar } from './Bar.tsx';

interface WhyFormProps {
  /** The verb, on its button */
  label: string;
  problem: unknown;
  busy: boolean;
  onReason: (reason: string) => void;
  onCancel: () => void;
}

/** A verb that needs a reason, in the page's foot. */
export function WhyForm({ label, problem, busy, onReason, onCancel }: WhyFormProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onReason(reason.trim());
  };
  return (
    <Bar>
      <Box
        component="form"
        onSubmit={submit}
        aria-label={label}
        sx={{ flex: 1, display: 'flex', flexWrap: 'wrap', gap: 3 }}
      >
        <TextField
          autoFocus
          value={reason}
          placeholder={t('rules.reason')}
          onChange={({ target }) => setReason(target.value)}
          sx={{ flex: '1 1 240px' }}
          slotProps={{ htmlInput: { 'aria-label': t('rules.reason'), maxLength: 500 } }}
        />
        <ProblemAlert problem={problem} />
        <Button onClick={onCancel} sx={{ flex: 'none' }}>
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          loading={busy}
          disabled={reason.trim() === ''}
          sx={{ flex: 'none' }}
        >
          {label}
        </Button>
      </Box>
    </Bar>
  );
}
