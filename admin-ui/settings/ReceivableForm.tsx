import { Box, Button, Checkbox, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import type { ReceivableRow } from '../../api/schemas/setting.ts';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { useVerb } from '../providers/useVerb.ts';
import type { Wire } from '../providers/status.ts';

export type Receivable = Wire<ReceivableRow>;

/** Bounds as the API has them (ReceivablePatch). */
const numbers = {
  demandTermDays: [0, 120],
  paymentDataMaxAgeDays: [1, 60],
  provisionalAfterDays: [1, 60],
  letterTermDays: [1, 60],
} as const;
type Field = keyof typeof numbers;
const fields = Object.keys(numbers) as Field[];

/** Settings arrive as JSON; a field that is no number is left empty. */
function daysOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}

/** One receivable's names, use and numeric settings. */
export function ReceivableForm({ receivable, mayManage }: { receivable: Receivable; mayManage: boolean }) {
  const { t, language } = useWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => ({
    name_ja: receivable.name_ja,
    name_en: receivable.name_en,
    active: receivable.active,
    letters: receivable.settings.letters === true,
    days: Object.fromEntries(fields.map((name) => [name, daysOf(receivable.settings[name])])) as Record<Field, string>,
  }));
  const save = useVerb<unknown, null>({ path: `/api/receivables/${receivable.code}`, method: 'patch' });
  const wrong = fields.filter((name) => !inRange(name, draft.days[name]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong.length > 0) return;
    const settings = {
      ...Object.fromEntries(fields.map((name) => [name, Number(draft.days[name])])),
      letters: draft.letters,
    };
    const { name_ja, name_en, active } = draft;
    save.mutate(
      { name_ja, name_en, active, settings },
      {
        onSuccess: () => {
          notify('settings.saved', { type: 'success' });
          void queries.invalidateQueries({ queryKey: ['receivables'] });
        },
      },
    );
  };
  const input = { readOnly: !mayManage };
  return (
    <Box component="form" noValidate onSubmit={submit}>
      <SectionHead>{language === 'ja' ? receivable.name_ja : receivable.name_en}</SectionHead>
      <LabelForm head={184}>
        <LabelCell head={t('settings.name')} controls>
          <TextField
            fullWidth
            value={draft.name_ja}
            onChange={(event) => setDraft({ ...draft, name_ja: event.target.value })}
            slotProps={{ htmlInput: { ...input, 'aria-label': t('settings.name'), maxLength: 60 } }}
          />
        </LabelCell>
        <LabelCell head={t('settings.nameEn')} controls>
          <TextField
            fullWidth
            value={draft.name_en}
            onChange={(event) => setDraft({ ...draft, name_en: event.target.value })}
            slotProps={{ htmlInput: { ...input, 'aria-label': t('settings.nameEn'), maxLength: 60 } }}
          />
        </LabelCell>
        {fields.map((name) => (
          <LabelCell key={name} head={t(`settings.fields.${name}`)} controls>
            <TextField
              value={draft.days[name]}
              error={wrong.includes(name)}
              onChange={(event) => setDraft({ ...draft, days: { ...draft.days, [name]: event.target.value } })}
              sx={{ width: 72, '& input': { textAlign: 'right' } }}
              slotProps={{ htmlInput: { ...input, inputMode: 'numeric', 'aria-label': t(`settings.fields.${name}`) } }}
            />
            {t('settings.unitDays')}
            {wrong.includes(name) ? (
              <Box component="span" role="alert" sx={{ fontSize: 13, color: 'var(--bad)' }}>
                {t('settings.outOfRange', { min: numbers[name][0], max: numbers[name][1] })}
              </Box>
            ) : null}
          </LabelCell>
        ))}
        <LabelCell head={t('settings.fields.letters')} controls>
          <Checkbox
            checked={draft.letters}
            disabled={!mayManage}
            onChange={(event) => setDraft({ ...draft, letters: event.target.checked })}
            slotProps={{ input: { 'aria-label': t('settings.fields.letters') } }}
          />
        </LabelCell>
        <LabelCell head={t('settings.active')} controls>
          <Checkbox
            checked={draft.active}
            disabled={!mayManage}
            onChange={(event) => setDraft({ ...draft, active: event.target.checked })}
            slotProps={{ input: { 'aria-label': t('settings.active') } }}
          />
        </LabelCell>
      </LabelForm>
      <Box sx={{ mt: 3, display: 'grid', gap: 3, justifyItems: 'end' }}>
        <ProblemAlert problem={save.error} />
        {mayManage ? (
          <Button
            type="submit"
            variant="contained"
            color="primary"
            size="large"
            loading={save.isPending}
            disabled={wrong.length > 0}
          >
            {t('settings.save')}
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}

function inRange(name: Field, text: string): boolean {
  const [min, max] = numbers[name];
  return /^\d{1,3}$/.test(text) && Number(text) >= min && Number(text) <= max;
}
