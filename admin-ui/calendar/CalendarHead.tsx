import ChevronLeftOutlined from '@mui/icons-material/ChevronLeftOutlined';
import ChevronRightOutlined from '@mui/icons-material/ChevronRightOutlined';
import { Box, Button } from '@mui/material';
import { addMonths, fiscalYearOf, type PlainDate } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { fiscalYearText, monthText } from './month-text.ts';

interface CalendarHeadProps {
  view: 'month' | 'year';
  /** First day of the month that is shown */
  month: PlainDate;
  onMonth: (month: PlainDate | null) => void;
}

/** Which month, or which fiscal year, in its era. */
export function CalendarHead({ view, month, onMonth }: CalendarHeadProps) {
  const { t, language } = useWords();
  const step = view === 'month' ? 1 : 12;
  return (
    <>
      <Button
        aria-label={t(view === 'month' ? 'rules.previous' : 'calendar.previousYear')}
        onClick={() => onMonth(addMonths(month, -step))}
        sx={{ px: 1 }}
      >
        <ChevronLeftOutlined />
      </Button>
      <Box component="b" aria-live="polite" sx={{ fontSize: 16, minWidth: 108, textAlign: 'center' }}>
        {view === 'month' ? monthText(month.slice(0, 7), language) : fiscalYearText(fiscalYearOf(month), language)}
      </Box>
      <Button
        aria-label={t(view === 'month' ? 'rules.next' : 'calendar.nextYear')}
        onClick={() => onMonth(addMonths(month, step))}
        sx={{ px: 1 }}
      >
        <ChevronRightOutlined />
      </Button>
      <Button onClick={() => onMonth(null)}>{t('rules.thisMonth')}</Button>
    </>
  );
}
