import { Box, Button, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import type { ReturnCorrection } from '../../api/schemas/returned-mail.ts';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { useVerb } from '../providers/useVerb.ts';
import type { Letter } from './queries.ts';

/** Takes a 返戻 back that was recorded by mistake, with the reason. */
export function CorrectReturn({ letter, onDone }: { letter: Letter; onDone: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const notify = useNotify();
  const queries = useQueryClient();
  const correct = useVerb<ReturnCorrection, null>({ path: `/api/letters/${letter.id}/returned/correct` });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    correct.mutate(
      { reason: reason.trim() },
      {
        onSuccess: () => {
          notify(t('letters.returned.corrected'), { type: 'success' });
          void queries.invalidateQueries({ queryKey: ['letters'] });
          onDone();
        },
      },
    );
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 3 }}>
      <SectionHead end={<span style={{ fontFamily: 'var(--mono)' }}>{letter.reference_no}</span>}>
        {t('letters.returned.correctTitle')}
      </SectionHead>
      <p>{t('letters.returned.correctHelp')}</p>
      <TextField
        autoFocus
        multiline
        minRows={2}
        label={t('letters.returned.correctReason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <ProblemAlert problem={correct.error} />
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          loading={correct.isPending}
          disabled={reason.trim() === ''}
        >
          {t('letters.returned.correctIt')}
        </Button>
        <Button size="large" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </Box>
    </Box>
  );
}
