import { Box, Button, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LateCharges } from '../../api/schemas/late-charge.ts';
import { FIRST_DAY } from '../../domain/late-charge-settings.ts';
import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { DateField } from '../parts/DateField.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { api } from '../providers/http.ts';
import { LateChargeForm } from './LateChargeForm.tsx';
import type { Receivable } from './ReceivableForm.tsx';

/** 延滞金 of one receivable: its ordinance, each revision with the due date it applies from. */
export function LateCharge({ receivable, mayManage }: { receivable: Receivable; mayManage: boolean }) {
  const { t, language } = useWords();
  const { data, error } = useQuery({
    queryKey: ['late-charges', receivable.code],
    queryFn: ({ signal }) => api.get<LateCharges>(`/api/receivables/${receivable.code}/late-charges`, signal),
  });
  const [chosen, choose] = useState<string | null>(null);
  const [newFrom, setNewFrom] = useState<string>('');
  const newest = data?.at(-1);
  const shown = data?.find(({ appliesFrom }) => appliesFrom === chosen) ?? newest;
  const drafted = newFrom !== '' && newest ? { appliesFrom: newFrom, settings: newest.settings } : null;
  const open = drafted ?? shown;
  const fromWords = (day: string) =>
    day === FIRST_DAY
      ? t('settings.lateCharge.first')
      : t('settings.lateCharge.dueFrom', { day: legalDate(day, language) });
  return (
    <Box>
      <SectionHead>{t('settings.lateCharge.title', { name: receivable.name_ja })}</SectionHead>
      <ProblemAlert problem={error} />
      {!data && !error ? <Loading /> : null}
      {data && open ? (
        <>
          <LabelForm head={132}>
            <LabelCell head={t('settings.lateCharge.revision')} controls>
              <TextField
                select
                value={drafted ? '' : open.appliesFrom}
                onChange={({ target }) => {
                  setNewFrom('');
                  choose(target.value);
                }}
                slotProps={{ select: { inputProps: { 'aria-label': t('settings.lateCharge.revision') } } }}
                sx={{ minWidth: 200 }}
              >
                {data.map(({ appliesFrom }) => (
                  <MenuItem key={appliesFrom} value={appliesFrom}>
                    {fromWords(appliesFrom)}
                  </MenuItem>
                ))}
              </TextField>
            </LabelCell>
            {mayManage ? (
              <LabelCell head={t('settings.lateCharge.newRevision')} controls>
                <DateField label={t('settings.lateCharge.newRevision')} value={newFrom} onChange={setNewFrom} />
                {drafted ? (
                  <Button size="small" variant="text" onClick={() => setNewFrom('')}>
                    {t('settings.lateCharge.leave')}
                  </Button>
                ) : null}
              </LabelCell>
            ) : null}
          </LabelForm>
          <LateChargeForm
            key={`${receivable.code} ${open.appliesFrom}`}
            code={receivable.code}
            revision={open}
            title={fromWords(open.appliesFrom)}
            mayManage={mayManage}
            mayRemove={mayManage && !drafted && open.appliesFrom !== data[0]?.appliesFrom}
            onDone={(appliesFrom) => {
              setNewFrom('');
              choose(appliesFrom);
            }}
          />
        </>
      ) : null}
    </Box>
  );
}
