import { Box, TableCell } from '@mui/material';
import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { EraDate } from '../parts/EraDate.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import type { AccountWire } from './account.ts';

type Line = AccountWire['lines'][number];

/** 滞納明細 with what was assessed and what is left, and the holds on them. */
export function Lines({ account }: { account: AccountWire }) {
  const { t, code, language } = useWords();
  const columns: Column<Line>[] = [
    {
      key: 'line',
      head: t('account.line'),
      cell: (line) => (
        <>
          {line.tax_item_name}
          <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
            {t('account.period', { year: yearName(line.taxed_year, language), period: line.period })}
            {line.held ? (
              <Box component="span" sx={{ ml: 2 }}>
                <StateChip tone="hold">{t('account.held')}</StateChip>
              </Box>
            ) : null}
          </Box>
        </>
      ),
    },
    { key: 'due', head: t('common.dueDate'), width: 74, cell: ({ due_date }) => <EraDate date={due_date} /> },
    {
      key: 'demand',
      head: t('account.demandDate'),
      width: 78,
      cell: ({ demand_date }) => <EraDate date={demand_date} />,
    },
    {
      key: 'balance',
      head: t('common.balance'),
      number: true,
      width: 76,
      cell: ({ balance }) => <Yen amount={balance} />,
    },
  ];
  return (
    <>
      <Table
        label={t('account.line')}
        columns={columns}
        rows={account.lines.toSorted((a, b) => Number(b.balance > 0) - Number(a.balance > 0))}
        rowKey={({ id }) => id}
        empty={t('account.noLines')}
        foot={
          <>
            <TableCell colSpan={3}>{t('common.balance')}</TableCell>
            <TableCell align="right">
              <Yen amount={account.balance} />
            </TableCell>
          </>
        }
      />
      {account.holds.length > 0 ? (
        <Box sx={{ mt: 4 }}>
          <SectionHead level={3}>{t('account.holds')}</SectionHead>
          {account.holds.map((hold) => (
            <Box key={hold.id} sx={{ py: 1, borderTop: '1px solid var(--line)' }}>
              <b>{code('holds', hold.kind)}</b> {code('holdScopes', hold.scope)}{' '}
              {t('account.holdTerm', {
                from: legalDate(hold.from_date, language),
                until: hold.until_date ? legalDate(hold.until_date, language) : '',
              })}
              {hold.reason ? <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>{hold.reason}</Box> : null}
            </Box>
          ))}
        </Box>
      ) : null}
    </>
  );
}

/** 2026 → 令和8 */
function yearName(year: number, language: 'ja' | 'en'): string {
  return language === 'ja' ? legalDate(`${year}-12-31`, 'ja', 'kanji').replace(/年.*$/, '') : String(year);
}
