import PaymentsOutlined from '@mui/icons-material/PaymentsOutlined';
import ScheduleOutlined from '@mui/icons-material/ScheduleOutlined';
import { Box } from '@mui/material';
import type { Status } from '../../api/schemas/status.ts';
import { timeOf } from '../../domain/time.ts';
import { moment } from '../i18n/dates.ts';
import { holidayName } from '../i18n/holiday-name.ts';
import { useWords, type Words } from '../i18n/useWords.ts';
import { useStatus, type Wire } from '../providers/status.ts';
import { DemoClock } from './DemoClock.tsx';
import { Mark } from './Mark.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { SearchField } from './SearchField.tsx';

export function TopBar() {
  const words = useWords();
  const status = useStatus();
  const asOf = status?.payments_as_of;
  return (
    <Box
      component="header"
      sx={{
        gridColumn: '1 / -1',
        display: 'flex',
        alignItems: 'center',
        minWidth: 0,
        bgcolor: 'var(--paper)',
        borderBottom: '1px solid var(--line)',
      }}
    >
      <Mark />
      {status?.demo ? <DemoClock /> : null}
      {status ? (
        <Box
          sx={{
            display: 'flex',
            gap: 2,
            pl: 2,
            fontSize: 13,
            color: 'var(--ink-2)',
            whiteSpace: 'nowrap',
            overflow: 'hidden',
            minWidth: 0,
          }}
        >
          <Fact icon={<ScheduleOutlined sx={{ fontSize: 16 }} aria-hidden />}>
            {sessionText(status.session, words)}
          </Fact>
          <Fact icon={<PaymentsOutlined sx={{ fontSize: 16 }} aria-hidden />}>
            {asOf
              ? words.t('frame.paymentsAsOf', {
                  at: moment(new Date(asOf), words.language).replace(/\(.\)| \w{3}(?= )/, ''),
                })
              : words.t('frame.paymentsNever')}
          </Fact>
        </Box>
      ) : null}
      <Box sx={{ ml: 'auto', pl: 2, display: 'flex', alignItems: 'center', flex: 'none' }}>
        <SearchField />
        <PersonMenu />
      </Box>
    </Box>
  );
}

function Fact({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: '4px' }}>
      {icon}
      {children}
    </Box>
  );
}

function sessionText(session: Wire<Status>['session'], { t, code }: Words): string {
  const holiday = session?.holiday_name ? t('frame.holiday', { name: holidayName(session.holiday_name, code) }) : '';
  if (!session || session.pattern === 'closed') return `${t('frame.sessions.closed')}${holiday}`;
  const name = t(`frame.sessions.${session.pattern}`);
  const { open_from: from, open_to: to } = session;
  const hoursOfDay = from && to ? ` ${t('frame.sessions.hours', { from: hours(from), to: hours(to) })}` : '';
  return `${name}${hoursOfDay}${holiday}`;
}

/** '9:00' */
function hours(at: string): string {
  return timeOf(new Date(at)).replace(/^0/, '');
}
