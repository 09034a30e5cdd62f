import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CalendarRow } from '../../api/schemas/calendar.ts';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { api } from '../providers/http.ts';
import { NumberField } from '../rules/editor/NumberField.tsx';
import { monthText } from './month-text.ts';

interface ProposeDialogProps {
  /** 'YYYY-MM' */
  month: string;
  onProposal: (days: CalendarRow[]) => void;
  onClose: () => void;
}

const fields = ['evenings', 'workedHolidays', 'closures'] as const;

/** The month's proposal: how many evenings, worked days off and closures is the manager's choice. */
export function ProposeDialog({ month, onProposal, onClose }: ProposeDialogProps) {
  const { t, language } = useWords();
  const [size, setSize] = useState({ evenings: '8', workedHolidays: '2', closures: '2' });
  const ask = useMutation({
    mutationFn: () => {
      const { evenings, workedHolidays, closures } = size;
      const query = new URLSearchParams({
        month,
        evenings: plain(evenings),
        worked_holidays: plain(workedHolidays),
        closures: plain(closures),
      });
      return api.get<CalendarRow[]>(`/api/calendar/proposal?${query}`);
    },
    onSuccess: onProposal,
  });
  const wrong = fields.filter((field) => !isSize(size[field]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong.length === 0) ask.mutate();
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="propose-title">
      <Box component="form" noValidate onSubmit={submit}>
        <DialogTitle id="propose-title">
          {t('calendar.proposeTitle', { month: monthText(month, language) })}
        </DialogTitle>
        <DialogContent sx={{ width: 460 }}>
          <Box component="p" sx={{ mb: 3, fontSize: 13, color: 'var(--ink-2)' }}>
            {t('calendar.proposeHelp')}
          </Box>
          <LabelForm head={120}>
            {fields.map((field) => (
              <LabelCell key={field} head={t(`calendar.${field}`)} controls>
                <NumberField
                  label={t(`calendar.${field}`)}
                  unit={t('settings.unitDays')}
                  value={size[field]}
                  wrong={wrong.includes(field)}
                  change={(value) => setSize({ ...size, [field]: value })}
                />
              </LabelCell>
            ))}
          </LabelForm>
          <Box component="p" sx={{ mt: 2, fontSize: 13, color: wrong.length > 0 ? 'var(--bad)' : 'var(--ink-2)' }}>
            {wrong.length > 0 ? t('settings.outOfRange', { min: 0, max: 31 }) : t('calendar.closuresHelp')}
          </Box>
          <ProblemAlert problem={ask.error} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" size="large" loading={ask.isPending}>
            {t('calendar.proposeVerb')}
          </Button>
        </DialogActions>
      </Box>
    </Dialog>
  );
}

function plain(text: string): string {
  return text.normalize('NFKC').trim();
}

function isSize(text: string): boolean {
  return /^\d{1,2}$/.test(plain(text)) && Number(plain(text)) <= 31;
}
