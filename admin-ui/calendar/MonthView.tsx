import { Box } from '@mui/material';
import type { CalendarRow } from '../../api/schemas/calendar.ts';
import type { PlainDate } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Changes } from './Changes.tsx';
import { CheckPane } from './CheckPane.tsx';
import { chosen, type Draft, type ShownDay } from './days.ts';
import { MonthGrid } from './MonthGrid.tsx';

export interface CalendarView {
  /** Of the whole fiscal year, the draft's included */
  days: ShownDay[];
  known: CalendarRow[];
  draft: Draft;
  /** Null for whom may only read */
  setDraft: ((draft: Draft) => void) | null;
  month: PlainDate;
  today: PlainDate;
  error: unknown;
}

/** One month to read and to edit, with its check and the last changes. */
export function MonthView({ days, known, draft, setDraft, month, today, error }: CalendarView) {
  const { t } = useWords();
  const own = days.filter(({ day }) => day.startsWith(month.slice(0, 7)));
  return (
    <Panes columns="minmax(0, 1fr) 336px">
      <Pane label={t('rules.calendarTitle')} reachable>
        <ProblemAlert problem={error} />
        {known.length > 0 && own.length === 0 ? (
          <EmptyState>{t('rules.noCalendar')}</EmptyState>
        ) : (
          <MonthGrid
            month={month}
            days={own}
            today={today}
            onChoose={
              setDraft
                ? (day, pattern) => {
                    const before = known.find((row) => row.day === day.day);
                    setDraft(chosen(draft, before ?? day, before, pattern));
                  }
                : undefined
            }
          />
        )}
        {setDraft ? (
          <Box component="p" sx={{ mt: 1, fontSize: 13, color: 'var(--ink-2)' }}>
            {t('calendar.keys')}
          </Box>
        ) : null}
      </Pane>
      <Pane side reachable label={t('calendar.check')}>
        <CheckPane month={month} days={days} />
        <Changes />
      </Pane>
    </Panes>
  );
}
