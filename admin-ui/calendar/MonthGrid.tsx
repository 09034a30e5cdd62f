import { Box } from '@mui/material';
import type { CalendarRow } from '../../api/schemas/calendar.ts';
import { type DayPattern, openingHours } from '../../domain/calendar.ts';
import { type PlainDate, weekdayOf } from '../../domain/time.ts';
import { holidayName } from '../i18n/holiday-name.ts';
import { useWords } from '../i18n/useWords.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const grounds: Record<DayPattern, string> = {
  weekday: 'var(--paper)',
  evening: 'var(--accent-soft)',
  holiday: 'var(--ok-soft)',
  closed: 'var(--hold-soft)',
};

interface MonthGridProps {
  month: PlainDate;
  days: CalendarRow[];
  today: PlainDate;
}

/** The month as a table of weeks from Monday; pattern and hours by word and ground colour. */
export function MonthGrid({ month, days, today }: MonthGridProps) {
  const { t } = useWords();
  const blanks = weekdayOf(month) - 1;
  const cells: (CalendarRow | null)[] = [...Array<null>(blanks).fill(null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return (
    <Box component="table" sx={table}>
      <caption style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{month.slice(0, 7)}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {t(`rules.weekdays.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={row}>
            {week.map((day, column) =>
              day ? <Day key={day.day} day={day} today={day.day === today} /> : <td key={`blank${column}`} />,
            )}
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

function Day({ day, today }: { day: CalendarRow; today: boolean }) {
  const { t, code } = useWords();
  const pattern = day.pattern as DayPattern;
  const hours = openingHours[pattern];
  const [from, to] = [hours[0]?.from, hours.at(-1)?.to];
  return (
    <td style={{ background: grounds[pattern], boxShadow: today ? 'inset 0 0 0 2px var(--accent)' : undefined }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <b style={{ fontSize: 16 }}>{Number(day.day.slice(8))}</b>
        <Box
          component="span"
          sx={{ fontSize: 13, color: 'var(--ink-2)', overflow: 'hidden', textOverflow: 'ellipsis' }}
        >
          {day.holiday_name ? holidayName(day.holiday_name, code) : null}
        </Box>
        {today ? (
          <Box component="b" sx={{ ml: 'auto', fontSize: 13, color: 'var(--accent)' }}>
            {t('common.today')}
          </Box>
        ) : null}
      </Box>
      <Box component="b" sx={{ display: 'block', color: pattern === 'closed' ? 'var(--ink-3)' : undefined }}>
        {t(`rules.patterns.${pattern}`)}
      </Box>
      <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
        {from && to ? `${t('rules.hours', { from, to })} ` : ''}
        {t(day.city_open ? 'rules.cityOpen' : 'rules.cityClosed')}
      </Box>
    </td>
  );
}

const table = {
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  '& th': { bgcolor: 'var(--label)', fontSize: 13, fontWeight: 400, height: 28, border: '1px solid var(--line)' },
  '& td': { height: 98, p: '6px 10px', verticalAlign: 'top', border: '1px solid var(--line)', whiteSpace: 'nowrap' },
} as const;
