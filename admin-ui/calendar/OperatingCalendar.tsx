import ChevronLeftOutlined from '@mui/icons-material/ChevronLeftOutlined';
import ChevronRightOutlined from '@mui/icons-material/ChevronRightOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import { Box, Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarRow } from '../../api/schemas/calendar.ts';
import { addDays, addMonths, dateOf, type PlainDate } from '../../domain/time.ts';
import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Page } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { api } from '../providers/http.ts';
import { useStatus } from '../providers/status.ts';
import { MonthGrid } from './MonthGrid.tsx';

/** 運営計画, to read: one month, each day with its pattern and hours. */
export function OperatingCalendar() {
  const { t, language } = useWords();
  const now = useStatus()?.business_now;
  const today = now ? dateOf(new Date(now)) : null;
  const [chosen, choose] = useState<PlainDate | null>(null);
  const month = chosen ?? (today ? `${today.slice(0, 7)}-01` : null);
  const { data, error } = useQuery({
    queryKey: ['calendar-days', month],
    queryFn: ({ signal }) => api.get<CalendarRow[]>(`/api/calendar-days?${monthQuery(month ?? '')}`, signal),
    enabled: month !== null,
    placeholderData: keepPreviousData,
  });
  if (!month || !today) return <Loading />;
  const days = (data ?? []).filter(({ day }) => day.startsWith(month.slice(0, 7)));
  const open = days.filter(({ pattern }) => pattern !== 'closed').length;
  return (
    <Page
      title={t('rules.calendarTitle')}
      about={t('about.calendar')}
      beside={
        <>
          <Button aria-label={t('rules.previous')} onClick={() => choose(addMonths(month, -1))} sx={{ px: 1 }}>
            <ChevronLeftOutlined />
          </Button>
          <Box component="b" aria-live="polite" sx={{ fontSize: 16, minWidth: 108, textAlign: 'center' }}>
            {language === 'ja' ? legalDate(month, 'ja', 'kanji').replace(/\d+日$/, '') : month.slice(0, 7)}
          </Box>
          <Button aria-label={t('rules.next')} onClick={() => choose(addMonths(month, 1))} sx={{ px: 1 }}>
            <ChevronRightOutlined />
          </Button>
          <Button onClick={() => choose(null)}>{t('rules.thisMonth')}</Button>
          <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
            {days.length > 0 ? t('rules.operatingDays', { smart_count: open }) : null}
          </Box>
        </>
      }
      end={
        <StateChip tone="plain" icon={LockOutlined}>
          {t('rules.readOnly')}
        </StateChip>
      }
    >
      <Box
        tabIndex={0}
        role="region"
        aria-label={t('rules.calendarTitle')}
        sx={{ px: 6, py: 4, minHeight: 0, overflow: 'auto' }}
      >
        <ProblemAlert problem={error} />
        {data && days.length === 0 ? (
          <EmptyState>{t('rules.noCalendar')}</EmptyState>
        ) : (
          <MonthGrid month={month} days={days} today={today} />
        )}
      </Box>
    </Page>
  );
}

function monthQuery(month: PlainDate): string {
  const filter = { from_date: month, to_date: addDays(addMonths(month, 1), -1) };
  return new URLSearchParams({ filter: JSON.stringify(filter), range: '[0,30]' }).toString();
}
