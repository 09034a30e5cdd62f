import { Box, Button, TableCell } from '@mui/material';
import { checkYear, type MonthCheck } from '../../domain/calendar-check.ts';
import { useWords } from '../i18n/useWords.ts';
import { type Column, Table } from '../parts/Table.tsx';
import { calendarDays, type ShownDay } from './days.ts';
import { monthText } from './month-text.ts';
import { Notes } from './Notes.tsx';

interface YearTableProps {
  fiscalYear: number;
  days: ShownDay[];
  onMonth: (month: string) => void;
}

/** The year by months with its totals, as the contract's example gives them (125/96/24), and every difference. */
export function YearTable({ fiscalYear, days, onMonth }: YearTableProps) {
  const { t, language } = useWords();
  const year = checkYear(fiscalYear, calendarDays(days));
  const open = ({ weekday, evening, holiday }: MonthCheck['counts']) => weekday + evening + holiday;
  const columns: Column<MonthCheck>[] = [
    {
      key: 'month',
      head: t('calendar.month'),
      cell: ({ month }) => (
        <Button variant="text" size="small" onClick={() => onMonth(month)}>
          {monthText(month, language)}
        </Button>
      ),
    },
    ...(['weekday', 'evening', 'holiday'] as const).map((pattern) => ({
      key: pattern,
      head: t(`rules.patterns.${pattern}`),
      number: true,
      cell: ({ counts }: MonthCheck) => counts[pattern],
    })),
    { key: 'open', head: t('calendar.openDays'), number: true, cell: ({ counts }) => <b>{open(counts)}</b> },
    { key: 'closed', head: t('rules.patterns.closed'), number: true, cell: ({ counts }) => counts.closed },
    { key: 'closures', head: t('calendar.closures'), number: true, cell: ({ closures }) => closures },
    { key: 'notes', head: t('calendar.check'), cell: ({ notes }) => (notes.length > 0 ? notes.length : '') },
  ];
  const totals = [
    ...(['weekday', 'evening', 'holiday'] as const).map((pattern) => year.counts[pattern]),
    open(year.counts),
    year.counts.closed,
    year.closures,
  ];
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 320px', gap: 6 }}>
      <Table
        label={t('calendar.checkYear', { year: fiscalYear })}
        columns={columns}
        rows={year.months}
        rowKey={({ month }) => month}
        foot={
          <>
            <TableCell>{t('calendar.total')}</TableCell>
            {totals.map((total, index) => (
              <TableCell key={index} align="right">
                {total}
              </TableCell>
            ))}
            <TableCell />
          </>
        }
      />
      <Box>
        <Box component="h2">{t('calendar.check')}</Box>
        <Notes notes={year.notes} months />
        <Box component="p" sx={{ mt: 3, fontSize: 13, color: 'var(--ink-2)' }}>
          {t('calendar.closuresHelp')}
        </Box>
      </Box>
    </Box>
  );
}
