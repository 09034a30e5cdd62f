import { Box } from '@mui/material';
import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { Fragment } from 'react';
import type { BookResult } from '../../../api/schemas/simulation.ts';
import { day } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/useWords.ts';

interface LoadChartProps {
  book: BookResult;
  column: 'calls' | 'sms' | 'letters' | 'hand_overs';
  before: number | null;
  after: number;
}

/** What waits when a day is over; texts and hand-overs wait for nobody. */
const waitingOf = { calls: 'calls_waiting', letters: 'letters_waiting', sms: null, hand_overs: null } as const;

/**
 * What is done on each operating day under both versions, with what the centre can do as a line, and below it what waits for the next day; the
 * same as a table for who reads it aloud.
 */
export function LoadChart({ book, column, before, after }: LoadChartProps) {
  const { t, language } = useWords();
  const waiting = waitingOf[column];
  const isOpen = (index: number) => {
    const [old, fresh] = [book.before[index]!, book.after[index]!];
    return fresh.pattern !== 'closed' || old[column] > 0 || fresh[column] > 0;
  };
  const rows = book.after
    .map((load, index) => ({ day: day(load.day, language), before: book.before[index]!, after: load }))
    .filter((_row, index) => isOpen(index));
  const limit =
    column === 'calls' ? book.capacity.calls_a_day : column === 'letters' ? book.capacity.letters_a_day : null;
  const labels = {
    before: t('common.ruleVersion', { version: before ?? '—' }),
    after: t('common.ruleVersion', { version: after }),
  };
  const chosen = waiting ? ([column, waiting] as const) : ([column] as const);
  return (
    <Box>
      <Box aria-hidden>
        <Bars rows={rows} column={column} labels={labels} height={188} limit={limit} />
        {waiting ? (
          <>
            <Box component="p" sx={{ m: 0, mt: 2, fontSize: 13 }}>
              {t(`simulation.columns.${waiting}`)}
            </Box>
            <Bars rows={rows} column={waiting} labels={labels} height={120} limit={null} />
          </>
        ) : null}
      </Box>
      <Box component="table" sx={visuallyHidden}>
        <caption>{t(`simulation.columns.${column}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('simulation.day')}</th>
            {chosen.map((each) => (
              <Fragment key={each}>
                <th scope="col">
                  {labels.before} {t(`simulation.columns.${each}`)}
                </th>
                <th scope="col">
                  {labels.after} {t(`simulation.columns.${each}`)}
                </th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.day}>
              <th scope="row">{row.day}</th>
              {chosen.map((each) => (
                <Fragment key={each}>
                  <td>{row.before[each]}</td>
                  <td>{row.after[each]}</td>
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

interface BarsProps {
  rows: { day: string; before: BookResult['before'][number]; after: BookResult['after'][number] }[];
  column: LoadChartProps['column'] | 'calls_waiting' | 'letters_waiting';
  labels: { before: string; after: string };
  height: number;
  limit: number | null;
}

function Bars({ rows, column, labels, height, limit }: BarsProps) {
  const { t } = useWords();
  return (
    <BarChart
      height={height}
      margin={{ left: 0, right: 8, top: 4, bottom: 0 }}
      series={[
        { data: rows.map(({ before }) => before[column]), label: labels.before, color: '#b9bdc7' },
        { data: rows.map(({ after }) => after[column]), label: labels.after, color: '#0017c1' },
      ]}
      xAxis={[{ scaleType: 'band', data: rows.map((row) => row.day) }]}
      yAxis={[{ width: 44 }]}
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
