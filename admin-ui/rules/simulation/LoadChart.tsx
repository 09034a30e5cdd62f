import { Box } from '@mui/material';
import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import type { BookResult } from '../../../api/schemas/simulation.ts';
import { day } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/useWords.ts';

interface LoadChartProps {
  book: BookResult;
  column: 'calls' | 'sms' | 'letters' | 'hand_overs';
  before: number | null;
  after: number;
}

/** Acts on each operating day under both versions, with what the centre can do as a line; the same as a table for who reads it aloud. */
export function LoadChart({ book, column, before, after }: LoadChartProps) {
  const { t, language } = useWords();
  const isOpen = (index: number) => {
    const [old, fresh] = [book.before[index]!, book.after[index]!];
    return fresh.pattern !== 'closed' || old[column] > 0 || fresh[column] > 0;
  };
  const rows = book.after
    .map((load, index) => ({ day: load.day, before: book.before[index]?.[column] ?? 0, after: load[column], index }))
    .filter(({ index }) => isOpen(index));
  const limit =
    column === 'calls' ? book.capacity.calls_a_day : column === 'letters' ? book.capacity.letters_a_day : null;
  const labels = {
    before: t('common.ruleVersion', { version: before ?? '—' }),
    after: t('common.ruleVersion', { version: after }),
  };
  return (
    <Box>
      <Box aria-hidden>
        <BarChart
          height={188}
          margin={{ left: 0, right: 8, top: 4, bottom: 0 }}
          series={[
            { data: rows.map((row) => row.before), label: labels.before, color: '#b9bdc7' },
            { data: rows.map((row) => row.after), label: labels.after, color: '#0017c1' },
          ]}
          xAxis={[{ scaleType: 'band', data: rows.map((row) => day(row.day, language)) }]}
          yAxis={[{ width: 36 }]}
        >
          {limit === null ? null : (
            <ChartsReferenceLine
              y={limit}
              label={t('simulation.limit', { limit })}
              labelAlign="end"
              lineStyle={{ stroke: '#ba1a1a', strokeDasharray: '4 3' }}
            />
          )}
        </BarChart>
      </Box>
      <Box component="table" sx={visuallyHidden}>
        <caption>{t(`simulation.columns.${column}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('simulation.day')}</th>
            <th scope="col">{labels.before}</th>
            <th scope="col">{labels.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.day}>
              <th scope="row">{day(row.day, language)}</th>
              <td>{row.before}</td>
              <td>{row.after}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
