import LockOutlined from '@mui/icons-material/LockOutlined';
import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { dateOf, fiscalYearOf, type PlainDate } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { aboveBar, Page } from '../parts/Page.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { useCan } from '../providers/session.ts';
import { useStatus } from '../providers/status.ts';
import { CalendarHead } from './CalendarHead.tsx';
import { type Draft, proposed, useYear, withDraft } from './days.ts';
import { DraftBar } from './DraftBar.tsx';
import { HolidayDialog } from './HolidayDialog.tsx';
import { MonthView } from './MonthView.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { YearView } from './YearView.tsx';

/** 運営計画: a month or a year, beside the contract; a manager proposes, edits and imports, and sees what moves before it does. */
export function OperatingCalendar() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayChange = useCan('administer', 'calendar');
  const now = useStatus()?.business_now;
  const today = now ? dateOf(new Date(now)) : null;
  const [picked, pick] = useState<PlainDate | null>(null);
  const [view, setView] = useState<'month' | 'year'>('month');
  const [dialog, setDialog] = useState<'propose' | 'holidays' | null>(null);
  const [draft, setDraft] = useState<Draft>({});
  const month = picked ?? (today ? `${today.slice(0, 7)}-01` : null);
  const { data, error } = useYear(month ? fiscalYearOf(month) : null);
  if (!month || !today) return <Loading />;
  const known = data ?? [];
  const days = withDraft(known, draft);
  const shown = { days, known, draft, setDraft: mayChange ? setDraft : null, month, today, error };
  return (
    <Page
      title={t('rules.calendarTitle')}
      about={t('about.calendar')}
      beside={<CalendarHead view={view} month={month} onMonth={pick} />}
      end={
        <>
          {mayChange ? (
            <>
              <Button onClick={() => setDialog('holidays')}>{t('calendar.holidays')}</Button>
              <Button onClick={() => setDialog('propose')}>{t('calendar.propose')}</Button>
            </>
          ) : (
            <StateChip tone="plain" icon={LockOutlined}>
              {t('rules.readOnly')}
            </StateChip>
          )}
          <ToggleGroup
            label={t('calendar.views')}
            value={view}
            choices={[
              { value: 'month', label: t('calendar.month') },
              { value: 'year', label: t('calendar.year') },
            ]}
            onChange={setView}
          />
        </>
      }
    >
      <Box sx={aboveBar}>
        {view === 'month' ? (
          <MonthView {...shown} />
        ) : (
          <YearView
            {...shown}
            onMonth={(next) => {
              pick(`${next}-01`);
              setView('month');
            }}
          />
        )}
        {Object.keys(draft).length > 0 ? <DraftBar draft={draft} onClear={() => setDraft({})} /> : null}
      </Box>
      {dialog === 'propose' ? (
        <ProposeDialog
          month={month.slice(0, 7)}
          onClose={() => setDialog(null)}
          onProposal={(proposal) => {
            setDraft(proposed(draft, proposal, known));
            setView('month');
            setDialog(null);
          }}
        />
      ) : null}
      {dialog === 'holidays' ? (
        <HolidayDialog onClose={() => setDialog(null)} onRequested={(id) => void navigate(`/calendar/changes/${id}`)} />
      ) : null}
    </Page>
  );
}
