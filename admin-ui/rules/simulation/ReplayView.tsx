import { Box } from '@mui/material';
import type { ReplayResult } from '../../../api/schemas/simulation.ts';
import { day } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/useWords.ts';
import { type Column, Table } from '../../parts/Table.tsx';

interface ReplayViewProps {
  replay: ReplayResult;
  version: number;
  base: number | null;
}

interface Row {
  name: string;
  before: string;
  after: string;
  difference: string;
}

/** Past months under both versions, with the difference of the contact rates and how sure it is. */
export function ReplayView({ replay, version, base }: ReplayViewProps) {
  const { t, language } = useWords();
  const { before, after, contact_rate_difference: rate } = replay;
  const percent = ({ connected, calls }: ReplayResult['before']) =>
    calls === 0 ? '—' : `${((connected / calls) * 100).toFixed(1)}%`;
  const points = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`;
  const counted = (['calls', 'sms', 'letters', 'hand_overs'] as const).map((column) => ({
    name: t(`simulation.columns.${column}`),
    before: before[column].toLocaleString('ja-JP'),
    after: after[column].toLocaleString('ja-JP'),
    difference: `${after[column] >= before[column] ? '+' : '−'}${Math.abs(after[column] - before[column]).toLocaleString('ja-JP')}`,
  }));
  const rows: Row[] = [
    {
      name: t('simulation.contactRate'),
      before: percent(before),
      after: percent(after),
      difference: t('simulation.interval', { low: points(rate.low), high: points(rate.high) }),
    },
    ...counted,
  ];
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t('simulation.replay'),
      cell: ({ name }) => name,
    },
    {
      key: 'before',
      head: t('common.ruleVersion', { version: base ?? '—' }),
      number: true,
      cell: (row) => row.before,
    },
    { key: 'after', head: t('common.ruleVersion', { version }), number: true, cell: (row) => <b>{row.after}</b> },
    { key: 'difference', head: t('simulation.difference'), number: true, cell: (row) => row.difference },
  ];
  return (
    <Box sx={{ mt: 4 }}>
      <Table label={t('simulation.replay')} columns={columns} rows={rows} rowKey={({ name }) => name} />
      <Box component="p" sx={{ mt: 1, fontSize: 12, color: 'var(--ink-2)' }}>
        {t('simulation.replayHelp', {
          from: day(replay.from, language),
          to: day(replay.to, language),
          smart_count: replay.accounts,
        })}
      </Box>
    </Box>
  );
}
