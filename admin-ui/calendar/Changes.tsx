import { Box } from '@mui/material';
import { Link } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { useChanges } from './changes.ts';

/** The last changes of the calendar, each opens its deadlines. */
export function Changes() {
  const { t, code } = useWords();
  const { data } = useChanges();
  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead>{t('calendar.changes')}</SectionHead>
      {data?.length === 0 ? (
        <Box component="p" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
          {t('calendar.noChanges')}
        </Box>
      ) : null}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', fontSize: 13 }}>
        {(data ?? []).map(({ id, source, state, days, reason, requested_at }) => (
          <Box component="li" key={id} sx={{ py: 1, borderBottom: '1px solid var(--line)' }}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
              <Link to={`/calendar/changes/${id}`} style={{ whiteSpace: 'nowrap' }}>
                {t('calendar.changeOf', { smart_count: days })}
              </Link>
              <span style={{ textAlign: 'right' }}>
                {code('calendarChangeStates', state)} <Moment at={requested_at} />
              </span>
            </Box>
            <Box sx={{ color: 'var(--ink-2)', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              {source === 'holidays' ? t('calendar.holidaysTitle') : reason}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
