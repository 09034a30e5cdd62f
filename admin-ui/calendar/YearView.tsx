import { fiscalYearOf } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { Pane } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import type { CalendarView } from './MonthView.tsx';
import { YearTable } from './YearTable.tsx';

interface YearViewProps extends Pick<CalendarView, 'days' | 'month' | 'error'> {
  onMonth: (month: string) => void;
}

/** The fiscal year by months. */
export function YearView({ days, month, error, onMonth }: YearViewProps) {
  const { t } = useWords();
  return (
    <Pane label={t('calendar.year')} reachable>
      <ProblemAlert problem={error} />
      <YearTable fiscalYear={fiscalYearOf(month)} days={days} onMonth={onMonth} />
    </Pane>
  );
}
