import { Box, Button, MenuItem, TextField } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import type { DatedLateCharge } from '../../domain/late-charge-settings.ts';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { api } from '../providers/http.ts';
import { useVerb } from '../providers/useVerb.ts';
import { ChargeExample } from './ChargeExample.tsx';
import { draftOf, type LateChargeDraft, numberFields, settingsOf } from './late-charge-draft.ts';
import { RateRows } from './RateRows.tsx';

interface LateChargeFormProps {
  code: string;
  revision: DatedLateCharge;
  title: string;
  mayManage: boolean;
  mayRemove: boolean;
  /** After saving or removing: the revision to show, null for the newest */
  onDone: (appliesFrom: string | null) => void;
}

const choices = {
  startsAfter: ['due_date', 'demand_term'],
  floorEach: ['piece', 'segment', 'total'],
} as const;

/** One revision: how the days are counted, how sums are rounded, the yearly rates, and the whole tried on an example. */
export function LateChargeForm({ code, revision, title, mayManage, mayRemove, onDone }: LateChargeFormProps) {
  const { t } = useWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<LateChargeDraft>(() => draftOf(revision.settings));
  const path = `/api/receivables/${code}/late-charges/${revision.appliesFrom}`;
  const save = useVerb<unknown, null>({ path, method: 'put' });
  const remove = useMutation({ mutationFn: () => api.delete<null>(path) });
  const read = settingsOf(draft);
  const wrong = read.ok ? new Set<string>() : read.wrong;
  const done = (appliesFrom: string | null, word: string) => {
    notify(word, { type: 'success' });
    void queries.invalidateQueries({ queryKey: ['late-charges', code] });
    onDone(appliesFrom);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.ok) save.mutate(read.settings, { onSuccess: () => done(revision.appliesFrom, 'settings.saved') });
  };
  const choice = <Field extends keyof typeof choices>(field: Field) => (
    <LabelCell head={t(`settings.lateCharge.fields.${field}`)} controls>
      <TextField
        select
        value={draft[field]}
        disabled={!mayManage}
        onChange={({ target }) => setDraft({ ...draft, [field]: target.value })}
        slotProps={{ select: { inputProps: { 'aria-label': t(`settings.lateCharge.fields.${field}`) } } }}
        sx={{ width: 176 }}
      >
        {choices[field].map((value) => (
          <MenuItem key={value} value={value}>
            {t(`settings.lateCharge.choices.${value}`)}
          </MenuItem>
        ))}
      </TextField>
    </LabelCell>
  );
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ mt: 4 }}>
      <Box component="p" sx={{ mb: 2, fontSize: 13, color: 'var(--ink-2)' }}>
        {title}
      </Box>
      <LabelForm head={184}>
        {choice('startsAfter')}
        {numberFields.map((field) => (
          <LabelCell key={field} head={t(`settings.lateCharge.fields.${field}`)} controls>
            <TextField
              value={draft.numbers[field]}
              error={wrong.has(field)}
              onChange={({ target }) => setDraft({ ...draft, numbers: { ...draft.numbers, [field]: target.value } })}
              sx={{ width: 88, '& input': { textAlign: 'right' } }}
              slotProps={{
                htmlInput: {
                  readOnly: !mayManage,
                  inputMode: 'numeric',
                  maxLength: 9,
                  'aria-label': t(`settings.lateCharge.fields.${field}`),
                },
              }}
            />
            {t(`settings.lateCharge.units.${field}`)}
          </LabelCell>
        ))}
        {choice('floorEach')}
      </LabelForm>
      <Box sx={{ mt: 5 }}>
        <RateRows draft={draft} wrong={wrong} mayManage={mayManage} change={setDraft} />
      </Box>
      {read.ok ? (
        <ChargeExample settings={read.settings} />
      ) : (
        <Box component="p" role="alert" sx={{ mt: 3, fontSize: 13, color: 'var(--bad)' }}>
          {t('settings.lateCharge.wrong')}
        </Box>
      )}
      <Box sx={{ mt: 3, display: 'grid', gap: 3, justifyItems: 'end' }}>
        <ProblemAlert problem={save.error ?? remove.error} />
        {mayManage ? (
          <Box sx={{ display: 'flex', gap: 2 }}>
            {mayRemove ? (
              <Button
                loading={remove.isPending}
                onClick={() => remove.mutate(undefined, { onSuccess: () => done(null, 'settings.lateCharge.removed') })}
              >
                {t('settings.lateCharge.remove')}
              </Button>
            ) : null}
            <Button
              type="submit"
              variant="contained"
              color="primary"
              size="large"
              loading={save.isPending}
              disabled={!read.ok}
            >
              {t('settings.save')}
            </Button>
          </Box>
        ) : null}
      </Box>
    </Box>
  );
}
