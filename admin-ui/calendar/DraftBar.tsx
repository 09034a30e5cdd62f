import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useVerb } from '../providers/useVerb.ts';
import { Bar } from '../rules/Bar.tsx';
import type { Draft } from './days.ts';

/** The chosen days, their reason, and the preview of what moves. */
export function DraftBar({ draft, onClear }: { draft: Draft; onClear: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const request = useVerb<object, { id: string }>({ path: '/api/calendar-changes' });
  const days = Object.values(draft).map(({ day, pattern, edited }) => ({ day: day.day, pattern, edited }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    request.mutate(
      { reason: reason.trim(), days },
      {
        onSuccess: ({ id }) => {
          onClear();
          void navigate(`/calendar/changes/${id}`);
        },
      },
    );
  };
  return (
    <Bar>
      <b style={{ whiteSpace: 'nowrap' }}>{t('calendar.draftCount', { smart_count: days.length })}</b>
      <Box
        component="form"
        onSubmit={submit}
        aria-label={t('calendar.preview')}
        sx={{ flex: 1, display: 'flex', flexWrap: 'wrap', gap: 3 }}
      >
        <TextField
          value={reason}
          placeholder={t('calendar.reason')}
          onChange={({ target }) => setReason(target.value)}
          sx={{ flex: '1 1 240px' }}
          slotProps={{ htmlInput: { 'aria-label': t('calendar.reason'), maxLength: 500 } }}
        />
        <ProblemAlert problem={request.error} />
        <Button onClick={onClear}>{t('calendar.discardDraft')}</Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          disabled={reason.trim() === ''}
          title={t('calendar.draftHelp')}
          loading={request.isPending}
        >
          {t('calendar.preview')}
        </Button>
      </Box>
    </Bar>
  );
}
