import { Box } from '@mui/material';
import { checkMonth, checkYear } from '../../domain/calendar-check.ts';
import { fiscalYearOf, type PlainDate } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { calendarDays, type ShownDay } from './days.ts';
import { Notes } from './Notes.tsx';

interface Totals {
  key: string;
  name: string;
  weekday: number;
  evening: number;
  holiday: number;
  closures: number;
}

/** The month and its year beside the contract, draft included: totals 平日・夜間・休日 and every difference as a note. */
export function CheckPane({ month, days }: { month: PlainDate; days: ShownDay[] }) {
  const { t } = useWords();
  const known = calendarDays(days);
  const own = checkMonth(month.slice(0, 7), known);
  const year = checkYear(fiscalYearOf(month), known);
  const rows: Totals[] = [
    { key: 'month', name: t('calendar.checkMonth'), ...own.counts, closures: own.closures },
    {
      key: 'year',
      name: t('calendar.checkYear', { year: year.fiscalYear }),
      ...year.counts,
      closures: year.closures,
    },
  ];
  const ofYear = year.notes.filter((note) => note.month === null);
  const others = year.notes.filter((note) => note.month !== null && note.month !== own.month);
  return (
    <>
      <SectionHead>{t('calendar.check')}</SectionHead>
      <Table label={t('calendar.check')} columns={useColumns()} rows={rows} rowKey={({ key }) => key} />
      <Notes notes={[...own.notes, ...ofYear]} />
      {others.length > 0 ? (
        <Box component="p" sx={{ mt: 2, fontSize: 13, color: 'var(--ink-2)' }}>
          {t('calendar.notesOfOthers', { smart_count: others.length })}
        </Box>
      ) : null}
    </>
  );
}

function useColumns(): Column<Totals>[] {
  const { t } = useWords();
  return [
    { key: 'name', head: '', cell: ({ name }) => name },
    ...(['weekday', 'evening', 'holiday'] as const).map((pattern) => ({
      key: pattern,
      head: t(`calendar.short.${pattern}`),
      number: true,
      cell: (row: Totals) => <b>{row[pattern]}</b>,
    })),
    { key: 'closures', head: t('calendar.short.closures'), number: true, cell: ({ closures }) => closures },
  ];
}
