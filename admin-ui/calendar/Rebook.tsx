import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { instantAt } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { DateField } from '../parts/DateField.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useVerb } from '../providers/useVerb.ts';

/** A call-back that fell into closed hours gets another time, agreed with the debtor. */
export function Rebook({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const book = useVerb<{ at: string }, null>({ path: `/api/callbacks/${taskId}/rebook` });
  const clock = time.normalize('NFKC').trim();
  const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(clock);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (date === '' || !isTime) return;
    book.mutate(
      { at: instantAt(date, clock).toISOString() },
      {
        onSuccess: () => {
          void queries.invalidateQueries({ queryKey: ['calendar-change-items'] });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="rebook-title">
      <Box component="form" noValidate onSubmit={submit}>
        <DialogTitle id="rebook-title">{t('calendar.rebookTitle')}</DialogTitle>
        <DialogContent sx={{ width: 460 }}>
          <Box component="p" sx={{ mb: 3, fontSize: 13, color: 'var(--ink-2)' }}>
            {t('calendar.rebookHelp')}
          </Box>
          <Box sx={{ display: 'flex', gap: 3, alignItems: 'center' }}>
            <DateField label={t('calendar.day')} value={date} onChange={setDate} echo />
            <TextField
              value={time}
              placeholder="09:30"
              error={time !== '' && !isTime}
              onChange={({ target }) => setTime(target.value)}
              sx={{ width: 88 }}
              slotProps={{ htmlInput: { 'aria-label': t('calendar.rebookTime'), maxLength: 5 } }}
            />
          </Box>
          {time !== '' && !isTime ? (
            <Box component="p" role="alert" sx={{ mt: 1, fontSize: 13, color: 'var(--bad)' }}>
              {t('calendar.rebookWrong')}
            </Box>
          ) : null}
          <ProblemAlert problem={book.error} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            size="large"
            disabled={date === '' || !isTime}
            loading={book.isPending}
          >
            {t('calendar.rebookVerb')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}
