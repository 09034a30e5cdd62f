import { Box, Popover } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject } from 'react';
import type { Happened as HappenedAnswer } from '../../api/schemas/demo.ts';
import { moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { ListLink } from '../parts/ListLink.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { Yen } from '../parts/Yen.tsx';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';

interface HappenedProps {
  since: string;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** After the demo's clock has moved: what came in and what the rules, colleagues and residents did, each line a link to it. */
export function Happened({ since, anchor, onClose }: HappenedProps) {
  const { t, language } = useWords();
  const { data } = useQuery({
    queryKey: ['demo', 'happened', since],
    queryFn: ({ signal }) =>
      api.get<Wire<HappenedAnswer>>(`/api/demo/happened?since=${encodeURIComponent(since)}`, signal),
  });
  if (!data) return null;
  const rows = linesOf(data, t);
  return (
    <Popover
      open
      anchorEl={() => anchor.current}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{ paper: { sx: { width: 380, p: 4, mt: 1 }, 'aria-labelledby': 'demo-happened', role: 'dialog' } }}
    >
      <SectionHead id="demo-happened" end={t('demo.happenedSince', { from: moment(new Date(data.since), language) })}>
        {t('demo.happened')}
      </SectionHead>
      {rows.length === 0 ? <p>{t('demo.nothing')}</p> : null}
      <ul>
        {rows.map(({ resource, filter, what, figure }) => (
          <Box
            component="li"
            key={what}
            sx={{
              display: 'flex',
              justifyContent: 'space-between',
              gap: 3,
              py: '5px',
              borderTop: '1px solid var(--line)',
            }}
          >
            <ListLink resource={resource} filter={filter} onClick={onClose}>
              {what}
            </ListLink>
            <b>{figure}</b>
          </Box>
        ))}
      </ul>
    </Popover>
  );
}

interface Line {
  resource: string;
  filter: Record<string, string>;
  what: string;
  count: number;
  figure: ReactNode;
}

function linesOf(data: Wire<HappenedAnswer>, t: ReturnType<typeof useWords>['t']): Line[] {
  const line = (resource: string, what: string, count: number, filter: Record<string, string> = {}): Line => ({
    resource,
    filter,
    what,
    count,
    figure: count,
  });
  const { payments } = data;
  return [
    line('exchange', t('demo.filesTaken'), data.files_taken),
    line('exchange', t('demo.fileErrors'), data.file_errors, { state: 'rejected' }),
    {
      ...line('payments', t('demo.payments', { count: payments.count }), payments.count),
      figure: <Yen amount={payments.yen} unit />,
    },
    line('contacts', t('demo.calls', { colleagues: data.calls_by_colleagues }), data.calls),
    line('promises', t('demo.promisesMade'), data.promises_made),
    line('promises', t('demo.promisesKept'), data.promises_kept, { state: 'kept' }),
    line('promises', t('demo.promisesBroken'), data.promises_broken, { state: 'broken' }),
    line('sms', t('demo.smsSent'), data.sms_sent),
    line('letters', t('demo.lettersDue'), data.letters_due),
    line('letters', t('demo.lettersHandedOver'), data.letters_handed_over),
    line('tasks', t('demo.tasksMade'), data.tasks_made),
    line('tasks', t('demo.tasksWithdrawn'), data.tasks_withdrawn, { state: 'withdrawn' }),
  ].filter(({ count }) => count > 0);
}
