import { Box } from '@mui/material';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { DayPattern } from '../../domain/calendar.ts';
import { addDays, type PlainDate, weekdayOf } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { DayCell } from './DayCell.tsx';
import type { ShownDay } from './days.ts';
import { PatternMenu } from './PatternMenu.tsx';
import { patterns } from './patterns.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface MonthGridProps {
  month: PlainDate;
  days: ShownDay[];
  today: PlainDate;
  /** Left out for whom may only read */
  onChoose?: ((day: ShownDay, pattern: DayPattern) => void) | undefined;
}

/** The month as a table of weeks from Monday; pattern and hours by word and ground colour. A later day is a button with its choices. */
export function MonthGrid({ month, days, today, onChoose }: MonthGridProps) {
  const { t } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const [open, setOpen] = useState<{ day: ShownDay; at: HTMLElement } | null>(null);
  const blanks = weekdayOf(month) - 1;
  const cells: (ShownDay | null)[] = [...Array<null>(blanks).fill(null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));

  const onKey = (day: ShownDay) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = steps[event.key];
    const pattern = patterns[Number(event.key) - 1];
    if (step !== undefined) {
      event.preventDefault();
      table.current?.querySelector<HTMLElement>(`[data-day="${addDays(day.day, step)}"]`)?.focus();
    } else if (pattern && onChoose) onChoose(day, pattern);
  };

  return (
    <Box component="table" ref={table} sx={tableStyle}>
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
              day ? (
                <DayCell
                  key={day.day}
                  day={day}
                  today={day.day === today}
                  onKey={onKey(day)}
                  onOpen={onChoose && day.day > today ? (at) => setOpen({ day, at }) : undefined}
                />
              ) : (
                <td key={`blank${column}`} />
              ),
            )}
          </tr>
        ))}
      </tbody>
      {open && onChoose ? (
        <PatternMenu
          day={open.day}
          anchor={open.at}
          onClose={() => setOpen(null)}
          onChoose={(pattern) => {
            onChoose(open.day, pattern);
            setOpen(null);
          }}
        />
      ) : null}
    </Box>
  );
}

const tableStyle = {
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  '& th': { bgcolor: 'var(--label)', fontSize: 13, fontWeight: 400, height: 28, border: '1px solid var(--line)' },
  '& td': { height: 84, p: 0, verticalAlign: 'top', border: '1px solid var(--line)', whiteSpace: 'nowrap' },
} as const;
