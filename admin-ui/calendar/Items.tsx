import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router';
import { day as dayText } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useCan } from '../providers/session.ts';
import { type Change, type ChangeItem, countOf, SHOWN, useChangeItems } from './changes.ts';
import { Rebook } from './Rebook.tsx';

/** Deadlines that move (from, to, by which day), or the conflicts that a person settles. */
export function Items({ change, conflict }: { change: Change; conflict: boolean }) {
  const { t } = useWords();
  const mayRead = useCan('read', 'account');
  const { data, error } = useChangeItems(change, conflict, mayRead);
  const columns = useColumns(change, conflict);
  const count = countOf(change, conflict);
  if (conflict && count === 0) return null;
  return (
    <Box component="section" sx={{ mb: 5 }}>
      <SectionHead beside={t('common.cases', { smart_count: count })}>
        {t(conflict ? 'calendar.conflicts' : 'calendar.moved')}
      </SectionHead>
      <ProblemAlert problem={error} />
      {mayRead ? (
        <Table
          label={t(conflict ? 'calendar.conflicts' : 'calendar.moved')}
          columns={columns}
          rows={data ?? []}
          rowKey={({ id }) => id}
          empty={data ? t('calendar.noDeadlines') : null}
        />
      ) : null}
      {count > SHOWN ? (
        <Box component="p" sx={{ mt: 1, fontSize: 13, color: 'var(--ink-2)' }}>
          {t('calendar.shown', { smart_count: SHOWN })}
        </Box>
      ) : null}
    </Box>
  );
}

function useColumns(change: Change, conflict: boolean): Column<ChangeItem>[] {
  const { t, code, language } = useWords();
  const days = new Map(change.days.map((day) => [day.day, day]));
  const cause = (day: string) => {
    const own = days.get(day);
    if (!own) return dayText(day, language);
    const from = own.before ? t(`rules.patterns.${own.before}`) : t('calendar.unplanned');
    return t('calendar.causeOf', { day: dayText(day, language), from, to: t(`rules.patterns.${own.after}`) });
  };
  return [
    {
      key: 'account',
      head: t('calendar.account'),
      cell: ({ account_id, name, receivable_name }) => (
        <Link to={`/accounts/${account_id}/show`}>
          {name} {receivable_name}
        </Link>
      ),
    },
    {
      key: 'kind',
      head: t('calendar.kind'),
      cell: ({ kind, code: wait }) => (wait ? code('waits', wait) : code('deadlineKinds', kind)),
    },
    { key: 'from', head: t('calendar.from'), cell: ({ before, kind }) => <At at={before} kind={kind} /> },
    ...(conflict
      ? []
      : [
          {
            key: 'to',
            head: t('calendar.to'),
            cell: ({ after, kind }: ChangeItem) => (
              <b>
                <At at={after} kind={kind} />
              </b>
            ),
          },
        ]),
    { key: 'cause', head: t('calendar.cause'), cell: ({ cause_day }) => cause(cause_day) },
    {
      key: 'state',
      head: t('calendar.state'),
      cell: (item) => <State item={item} />,
    },
  ];
}

function At({ at, kind }: { at: string | null; kind: ChangeItem['kind'] }) {
  return <Moment at={kind === 'letter' && at ? at.slice(0, 10) : at} />;
}

function State({ item }: { item: ChangeItem }) {
  const { t, code } = useWords();
  const mayWork = useCan('work', 'case');
  const [open, setOpen] = useState(false);
  const rebook = item.state === 'open' && item.task_id !== null && mayWork;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, whiteSpace: 'nowrap' }}>
      {item.state === 'previewed' ? '' : code('calendarItemStates', item.state)}
      {item.state === 'rebooked' ? <Moment at={item.after} /> : null}
      {item.unforeseen ? <span title={t('calendar.unforeseen')}>＋</span> : null}
      {rebook ? (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('calendar.rebook')}
        </Button>
      ) : null}
      {open && item.task_id ? <Rebook taskId={item.task_id} onClose={() => setOpen(false)} /> : null}
    </Box>
  );
}
