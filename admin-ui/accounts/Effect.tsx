import { Box, TableCell } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import type { AccountWire } from './account.ts';

type Window = AccountWire['windows'][number];
type Payment = AccountWire['payments'][number];

/** What was paid after the reminders: by channel, and once only in the total (§15). */
export function Effect({ account }: { account: AccountWire }) {
  const { t, code } = useWords();
  const windows: Column<Window>[] = [
    { key: 'channel', head: t('common.channel'), cell: ({ channel }) => code('effectChannels', channel) },
    {
      key: 'term',
      head: t('account.term'),
      cell: ({ from_date, to_date }) =>
        `${from_date.slice(5)}〜${from_date.slice(0, 4) === to_date.slice(0, 4) ? to_date.slice(5) : to_date}`,
    },
    { key: 'state', head: t('common.state'), cell: ({ state }) => code('windowStates', state) },
    { key: 'effect', head: t('account.effect'), number: true, cell: ({ effect }) => <Yen amount={effect} /> },
  ];
  const payments: Column<Payment>[] = [
    { key: 'on', head: t('account.paidOn'), cell: ({ paid_on }) => <Moment at={paid_on} /> },
    {
      key: 'how',
      head: t('common.channel'),
      cell: ({ method, stage }) => `${code('paymentMethods', method)}・${code('paymentStages', stage)}`,
    },
    { key: 'amount', head: t('common.amount'), number: true, cell: ({ amount }) => <Yen amount={amount} /> },
    { key: 'effect', head: t('account.counted'), number: true, cell: ({ effect }) => <Yen amount={effect} /> },
  ];
  const { call, letter, total } = account.effect;
  const sum = account.payments.reduce((yen, { stage, amount }) => (stage === 'cancelled' ? yen : yen + amount), 0);
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, auto)', justifyContent: 'space-between' }}>
        <Figure small label={t('account.effectCall')} value={<Yen amount={call} />} unit={t('common.yen')} />
        <Figure small label={t('account.effectLetter')} value={<Yen amount={letter} />} unit={t('common.yen')} />
        <Figure small label={t('account.effectTotal')} value={<Yen amount={total} />} unit={t('common.yen')} />
      </Box>
      <Box sx={{ mb: 3, fontSize: 13, color: 'var(--ink-2)' }}>{t('account.onceOnly')}</Box>
      <SectionHead level={3}>{t('account.windows')}</SectionHead>
      <Table
        label={t('account.windows')}
        columns={windows}
        rows={account.windows.toReversed()}
        rowKey={({ id }) => id}
        empty={t('account.noWindows')}
      />
      <Box sx={{ mt: 4 }}>
        <SectionHead level={3}>{t('account.payments')}</SectionHead>
        <Table
          label={t('account.payments')}
          columns={payments}
          rows={account.payments.toReversed()}
          rowKey={({ id }) => id}
          empty={t('account.noPayments')}
          foot={
            account.payments.length > 0 ? (
              <>
                <TableCell colSpan={2}>{t('account.effectTotal')}</TableCell>
                <TableCell align="right">
                  <Yen amount={sum} />
                </TableCell>
                <TableCell align="right">
                  <Yen amount={total} />
                </TableCell>
              </>
            ) : null
          }
        />
      </Box>
    </>
  );
}
