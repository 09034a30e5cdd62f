import { Box } from '@mui/material';
import { Link } from 'react-router';
import type { ConnectionCell } from '../../api/schemas/connection-statistics.ts';
import { weekdayCodes } from '../../domain/codes.ts';
import { useWords } from '../i18n/useWords.ts';
import { hoursOf, percentOf, type Share, sumOf, toneOf } from './cells.ts';

export interface HourTableProps {
  label: string;
  cells: ConnectionCell[];
  targetPercent: number;
  /** Where the calls of a weekday and hour are listed */
  listOf: (at: { weekday?: number; hour?: number }) => string;
}

const colours = {
  none: 'transparent',
  low: 'var(--bad-soft)',
  near: 'var(--warn-soft)',
  met: 'var(--ok-soft)',
} as const;

/** Contact rate by hour (rows) and weekday (columns): a table that a screen reader reads and Excel takes; colours repeat what the numbers say. */
export function HourTable({ label, cells, targetPercent, listOf }: HourTableProps) {
  const { t } = useWords();
  const named = weekdayCodes.map((key, index) => ({ weekday: index + 1, name: t(`rules.weekdays.${key}`) }));
  const rate = (name: string, at: { weekday?: number; hour?: number }) => (
    <Rate
      key={at.weekday ?? 'all'}
      name={name}
      share={sumOf(
        cells.filter(
          (cell) =>
            (at.hour === undefined || cell.hour === at.hour) &&
            (at.weekday === undefined || cell.weekday === at.weekday),
        ),
      )}
      targetPercent={targetPercent}
      to={listOf(at)}
    />
  );
  return (
    <Box component="table" aria-label={label} sx={tableStyle}>
      <thead>
        <tr>
          <th scope="col">{t('statistics.hour')}</th>
          {named.map(({ weekday, name }) => (
            <th key={weekday} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">{t('statistics.all')}</th>
        </tr>
      </thead>
      <tbody>
        {hoursOf(cells).map((hour) => (
          <tr key={hour}>
            <th scope="row">{t('statistics.hourOf', { hour })}</th>
            {named.map(({ weekday, name }) => rate(`${name} ${t('statistics.hourOf', { hour })}`, { weekday, hour }))}
            {rate(t('statistics.hourOf', { hour }), { hour })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('statistics.all')}</th>
          {named.map(({ weekday, name }) => rate(name, { weekday }))}
          {rate(t('statistics.all'), {})}
        </tr>
      </tfoot>
    </Box>
  );
}

interface RateProps {
  name: string;
  share: Share;
  targetPercent: number;
  to: string;
}

function Rate({ name, share, targetPercent, to }: RateProps) {
  const { t } = useWords();
  const percent = percentOf(share);
  if (percent === null) return <td>—</td>;
  const calls = share.calls.toLocaleString('ja-JP');
  const connected = share.connected.toLocaleString('ja-JP');
  return (
    <Box component="td" sx={{ bgcolor: colours[toneOf(share, targetPercent)] }}>
      <Link to={to} aria-label={t('statistics.cell', { name, calls, connected, percent: percent.toFixed(1) })}>
        {percent.toFixed(1)}%
      </Link>{' '}
      <small>
        {connected}/{calls}
      </small>
    </Box>
  );
}

const tableStyle = {
  borderCollapse: 'collapse',
  width: '100%',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { border: '1px solid var(--line)', px: 2, py: 1, textAlign: 'right', whiteSpace: 'nowrap' },
  '& thead th, & tbody th, & tfoot th': { bgcolor: 'var(--label)', fontWeight: 700 },
  '& small': { fontSize: 12, color: 'var(--ink-2)' },
} as const;
