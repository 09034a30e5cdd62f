import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { addDays, dateOf } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { DateField } from '../parts/DateField.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useBusinessNow } from '../providers/status.ts';
import { Bar } from './Bar.tsx';
import { type Version, useVersionVerb } from './rule-version.ts';

/** 承認依頼: for this content, from that day, and why. */
export function RequestForm({ version, onDone }: { version: Version; onDone: () => void }) {
  const { t } = useWords();
  const now = useBusinessNow();
  const tomorrow = now ? addDays(dateOf(now), 1) : '';
  const [from, setFrom] = useState<string | null>(null);
  const [reason, setReason] = useState(version.note);
  const request = useVersionVerb<{ content_hash: string; effective_from: string; reason: string }>(version, 'request');
  const effective = from ?? tomorrow;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || effective === '') return;
    request.run({ content_hash: version.content_hash, effective_from: effective, reason: reason.trim() }, onDone);
  };
  return (
    <Bar>
      <Box
        component="form"
        onSubmit={submit}
        aria-label={t('rules.verbs.request')}
        sx={{ flex: 1, display: 'flex', alignItems: 'center', gap: 3 }}
      >
        <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
          {t('rules.effectiveFrom')}
        </Box>
        <DateField label={t('rules.effectiveFrom')} value={effective} onChange={setFrom} echo />
        <TextField
          autoFocus
          fullWidth
          value={reason}
          placeholder={t('rules.reason')}
          onChange={({ target }) => setReason(target.value)}
          slotProps={{ htmlInput: { 'aria-label': t('rules.reason'), maxLength: 500 } }}
        />
        <ProblemAlert problem={request.error} />
        <Button onClick={onDone} sx={{ flex: 'none' }}>
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          loading={request.isPending}
          disabled={reason.trim() === ''}
          sx={{ flex: 'none' }}
        >
          {t('rules.verbs.request')}
        </Button>
      </Box>
    </Bar>
  );
}
