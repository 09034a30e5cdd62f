import { Box, TextField } from '@mui/material';
import { useState } from 'react';
import { lateChargeEstimate, type LateChargePiece } from '../../domain/late-charge.ts';
import type { LateChargeSettings } from '../../domain/late-charge-settings.ts';
import { addDays, addMonths, dateOf } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { DateField } from '../parts/DateField.tsx';
import { EraDate } from '../parts/EraDate.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import { useBusinessNow } from '../providers/status.ts';

/** The ordinance tried on one line, piece by piece, before it is saved. */
export function ChargeExample({ settings }: { settings: LateChargeSettings }) {
  const { t } = useWords();
  const now = useBusinessNow();
  const [typed, setTyped] = useState<{ principal: string; due: string | null; paid: string | null }>({
    principal: '100,000',
    due: null,
    paid: null,
  });
  if (!now) return null;
  const today = dateOf(now);
  const due = typed.due ?? addMonths(`${today.slice(0, 8)}01`, -6);
  const paid = typed.paid ?? today;
  const principal = Number(typed.principal.normalize('NFKC').replaceAll(',', ''));
  const { pieces, charge } = estimate(principal, due, paid, settings);
  const columns: Column<LateChargePiece>[] = [
    { key: 'from', head: t('settings.lateCharge.from'), cell: ({ from }) => <EraDate date={from} /> },
    { key: 'days', head: t('settings.lateCharge.days'), number: true, cell: ({ days }) => days },
    { key: 'base', head: t('settings.lateCharge.base'), number: true, cell: ({ base }) => <Yen amount={base} /> },
    { key: 'rate', head: t('settings.lateCharge.rate'), number: true, cell: ({ ratePercent }) => `${ratePercent}%` },
    {
      key: 'amount',
      head: t('settings.lateCharge.piece'),
      number: true,
      cell: ({ amount }) => <Yen amount={amount} />,
    },
  ];
  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead level={3}>{t('settings.lateCharge.example')}</SectionHead>
      <LabelForm head={132}>
        <LabelCell head={t('settings.lateCharge.principal')} controls>
          <TextField
            value={typed.principal}
            onChange={({ target }) => setTyped({ ...typed, principal: target.value })}
            sx={{ width: 120, '& input': { textAlign: 'right' } }}
            slotProps={{
              htmlInput: { inputMode: 'numeric', maxLength: 12, 'aria-label': t('settings.lateCharge.principal') },
            }}
          />
          {t('settings.unitYen')}
        </LabelCell>
        <LabelCell head={t('settings.lateCharge.due')} controls>
          <DateField
            label={t('settings.lateCharge.due')}
            value={due}
            onChange={(date) => setTyped({ ...typed, due: date || null })}
          />
        </LabelCell>
        <LabelCell head={t('settings.lateCharge.paid')} controls>
          <DateField
            label={t('settings.lateCharge.paid')}
            value={paid}
            onChange={(date) => setTyped({ ...typed, paid: date || null })}
          />
        </LabelCell>
        <LabelCell head={t('settings.lateCharge.charge')}>
          <Yen amount={charge} unit bold />
        </LabelCell>
      </LabelForm>
      <Box sx={{ mt: 2 }} aria-live="polite">
        <Table
          label={t('settings.lateCharge.example')}
          columns={columns}
          rows={pieces}
          rowKey={({ from }) => from}
          empty={t('settings.lateCharge.none')}
        />
      </Box>
    </Box>
  );
}

/** Nothing for an amount that cannot be read and for days before the first rate; a demand letter ten days after the due date, where one counts. */
function estimate(principal: number, due: string, paid: string, settings: LateChargeSettings) {
  const known = settings.rates.some(({ fromYear }) => fromYear <= Number(due.slice(0, 4)));
  if (!Number.isSafeInteger(principal) || principal < 1 || !known) return { pieces: [], charge: 0 };
  return lateChargeEstimate(principal, due, paid, settings, { demandDate: addDays(due, 20) });
}
