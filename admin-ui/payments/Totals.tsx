import { Box } from '@mui/material';
import { useListContext } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { Yen } from '../parts/Yen.tsx';
import type { Payment } from './PaymentList.tsx';

/** Sums of the rows on this page of the list. */
export function Totals() {
  const { t } = useWords();
  const { data } = useListContext<Payment>();
  const rows = data?.filter(({ stage }) => stage !== 'cancelled') ?? [];
  if (rows.length === 0) return null;
  const sum = (key: 'amount' | 'effect_call' | 'effect_letter' | 'effect_total') =>
    rows.reduce((total, row) => total + row[key], 0);
  const figures = [
    [t('payments.amount'), sum('amount')],
    [t('payments.effectCall'), sum('effect_call')],
    [t('payments.effectLetter'), sum('effect_letter')],
    [t('payments.effectTotal'), sum('effect_total')],
  ] as const;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 6,
        px: 6,
        py: 2,
        alignItems: 'baseline',
        whiteSpace: 'nowrap',
      }}
    >
      <span>{t('payments.shown', { smart_count: rows.length })}</span>
      {figures.map(([head, amount]) => (
        <span key={head}>
          <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)', mr: 1 }}>
            {head}
          </Box>
          <Yen amount={amount} unit bold />
        </span>
      ))}
      <Box component="span" sx={{ ml: 'auto', fontSize: 13, color: 'var(--ink-2)' }}>
        {t('payments.effectHelp')}
      </Box>
    </Box>
  );
}
