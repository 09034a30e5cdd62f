import { Box, Button } from '@mui/material';
import { Link, useParams } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { PageUnread } from '../parts/PageUnread.tsx';
import { Progress } from '../parts/Progress.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useCan } from '../providers/session.ts';
import { ApplyBar } from './ApplyBar.tsx';
import { ChangedDays } from './ChangedDays.tsx';
import { type Change, countOf, isWorking, useCalendarChange } from './changes.ts';
import { Items } from './Items.tsx';
import { monthText } from './month-text.ts';

/** One change of the calendar: which days, every deadline that moves and every conflict, then 確定 and how far it is. */
export function ChangePage() {
  const { t, code, language } = useWords();
  const { id = '' } = useParams();
  const mayChange = useCan('administer', 'calendar');
  const { data: change, error } = useCalendarChange(id);
  if (!change)
    return (
      <PageUnread
        title={t('calendar.changeTitle')}
        problem={error}
        back={{ to: '/calendar', label: t('calendar.back') }}
      />
    );
  const months = change.months_without_open_day.map((month) => monthText(month, language)).join('、');
  return (
    <Page
      title={t('calendar.changeTitle')}
      about={t('calendar.changeAbout')}
      beside={
        <StateChip tone={change.state === 'applied' ? 'ok' : change.state === 'discarded' ? 'plain' : 'info'}>
          {code('calendarChangeStates', change.state)}
        </StateChip>
      }
      end={
        <Button component={Link} to="/calendar">
          {t('calendar.back')}
        </Button>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateRows: 'auto minmax(0, 1fr) auto',
          gridTemplateColumns: 'minmax(0, 1fr)',
          minHeight: 0,
        }}
      >
        <div>
          {months && change.state !== 'discarded' ? (
            <Notice severity="error">
              <b>{t('calendar.noOpenDay', { months })}</b>
            </Notice>
          ) : null}
          {change.stale ? <Notice severity="warning">{t('calendar.stale')}</Notice> : null}
        </div>
        <Panes columns="minmax(0, 1fr) 416px">
          <Pane reachable label={t('calendar.deadlines')}>
            <Items change={change} conflict />
            <Items change={change} conflict={false} />
          </Pane>
          <Side change={change} />
        </Panes>
        {mayChange && change.state === 'previewed' ? <ApplyBar change={change} /> : null}
      </Box>
    </Page>
  );
}

function Side({ change }: { change: Change }) {
  const { t, code } = useWords();
  return (
    <Pane side reachable label={t('calendar.days')}>
      {isWorking(change) ? (
        <Progress
          label={t(change.state === 'applying' ? 'calendar.applying' : 'calendar.previewing')}
          done={change.done}
          total={change.total ?? 0}
        />
      ) : null}
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', my: 3 }}>
        <Figure label={t('calendar.deadlines')} value={countOf(change, false)} unit={t('rules.accounts')} />
        <Figure label={t('calendar.conflicts')} value={countOf(change, true)} unit={t('rules.accounts')} />
      </Box>
      <Box component="ul" sx={{ m: 0, mb: 4, p: 0, listStyle: 'none', fontSize: 13 }}>
        {change.counts.map(({ kind, count }) => (
          <Box component="li" key={kind} sx={{ display: 'flex', justifyContent: 'space-between' }}>
            <span>{code('deadlineKinds', kind)}</span>
            <b>{count}</b>
          </Box>
        ))}
      </Box>
      <SectionHead level={2} beside={t('common.days', { smart_count: change.days.length })}>
        {t('calendar.days')}
      </SectionHead>
      <ChangedDays days={change.days} />
      <Box sx={{ mt: 4 }}>
        <LabelForm head={96}>
          <LabelCell head={t('calendar.reason')}>
            {change.source === 'holidays' ? t('calendar.holidaysTitle') : change.reason}
          </LabelCell>
          <LabelCell head={t('calendar.requested')}>
            {change.requested_by_name} <Moment at={change.requested_at} />
          </LabelCell>
          <LabelCell head={t('calendar.applied')}>
            {change.applied_by_name ?? ''} <Moment at={change.applied_at} />
          </LabelCell>
        </LabelForm>
      </Box>
    </Pane>
  );
}
