import { Box, Button, ToggleButton } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { ReturnBody, SentLetter } from '../../api/schemas/returned-mail.ts';
import { returnReasons, type ReturnReason } from '../../domain/codes.ts';
import { dateOf } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { DateField } from '../parts/DateField.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useStatus, type Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';

/** When and why one letter came back, and what recording it will do. */
export function ReturnForm({ letter, onDone }: { letter: Wire<SentLetter>; onDone: () => void }) {
  const { t, code } = useWords();
  const now = useStatus()?.business_now;
  const [on, setOn] = useState(now ? dateOf(new Date(now)) : '');
  const [reason, setReason] = useState<ReturnReason | null>(null);
  const [lacking, setLacking] = useState(false);
  const notify = useNotify();
  const queries = useQueryClient();
  const record = useVerb<ReturnBody, null>({ path: `/api/letters/${letter.id}/returned` });
  const save = () => {
    if (!reason || on === '') return setLacking(true);
    record.mutate(
      { returned_on: on, reason },
      {
        onSuccess: () => {
          notify(t('letters.returned.done'), { type: 'success' });
          void queries.invalidateQueries({ queryKey: ['letters'] });
          onDone();
        },
      },
    );
  };
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <LabelForm head={72}>
        <LabelCell head={t('letters.returned.on')} controls>
          <DateField label={t('letters.returned.on')} value={on} onChange={setOn} echo />
        </LabelCell>
        <LabelCell head={t('common.reason')} controls>
          {returnReasons.map((value) => (
            <ToggleButton
              key={value}
              value={value}
              size="small"
              selected={reason === value}
              onChange={() => setReason(value)}
            >
              {code('returnReasons', value)}
            </ToggleButton>
          ))}
        </LabelCell>
      </LabelForm>
      <Box sx={{ bgcolor: 'var(--accent-soft)', p: 3, display: 'grid', gridTemplateColumns: '72px 1fr' }}>
        <Box component="b" sx={{ color: 'var(--accent)', fontSize: 13 }}>
          {t('common.onSave')}
        </Box>
        <span>{t(letter.same_address ? 'letters.returned.onSave' : 'letters.returned.onSaveMoved')}</span>
      </Box>
      <ProblemAlert problem={record.error} />
      {lacking && (!reason || on === '') ? (
        <Box role="alert" sx={{ color: 'var(--bad)' }}>
          {t('letters.returned.choose')}
        </Box>
      ) : null}
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button variant="contained" color="primary" size="large" loading={record.isPending} onClick={save}>
          {t('letters.returned.record')}
        </Button>
        <Button size="large" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </Box>
    </Box>
  );
}
