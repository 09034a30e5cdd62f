import { Box, Button } from '@mui/material';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import type { TaskRow } from '../../api/schemas/rows.ts';
import { moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { FilterSelect, FilterToggle } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import { ReceivableFilter } from '../parts/ReceivableFilter.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { Yen } from '../parts/Yen.tsx';
import { useCan, useSession } from '../providers/session.ts';
import { useStatus, type Wire } from '../providers/status.ts';

type Row = Wire<TaskRow>;
const Column = DataTable.Col<Row>;
const states = ['open', 'no_result', 'done', 'withdrawn'] as const;
const kinds = ['call', 'callback', 'address', 'reconcile'] as const;
const sessions = ['weekday', 'evening', 'holiday', 'any'] as const;

/** The calls to make: why each, who holds it. 次の案件 gives them in this order; results left open and call-backs are taken from here. */
export function TaskList() {
  const { t, code, language } = useWords();
  const mayWork = useCan('work', 'case');
  const me = useSession()?.staff;
  const now = useStatus()?.business_now ?? '';
  const attendable = ({ kind, state, holder_name, assigned_to }: Row) =>
    mayWork &&
    (state === 'no_result' || (state === 'open' && kind === 'callback' && (!assigned_to || assigned_to === me?.id))) &&
    (holder_name === null || holder_name === me?.name);
  return (
    <ListPage
      resource="tasks"
      title={t('lists.tasksTitle')}
      about={t('about.tasks')}
      sort={{ field: 'priority', order: 'DESC' }}
      filterDefaultValues={{ state: 'open' }}
      filters={
        <>
          <ReceivableFilter />
          <FilterSelect
            source="kind"
            label={t('lists.kind')}
            choices={kinds.map((value) => ({ value, label: code('taskKinds', value) }))}
          />
          <FilterSelect
            source="session"
            label={t('lists.session')}
            choices={sessions.map((value) => ({ value, label: code('sessions', value) }))}
          />
          <FilterToggle
            source="state"
            label={t('common.state')}
            choices={states.map((value) => ({ value, label: code('taskStates', value) }))}
          />
        </>
      }
    >
      <Column
        source="priority"
        align="right"
        label={t('lists.priority')}
        render={({ priority }) => <b>{priority}</b>}
      />
      <Column
        label={t('common.name')}
        render={(row) => <Link to={`/accounts/${row.account_id}/show`}>{row.name}</Link>}
      />
      <Column label={t('common.receivable')} render={(row) => row.receivable_name} />
      <Column
        source="balance"
        align="right"
        label={t('lists.owedYen')}
        render={({ balance }) => <Yen amount={balance} />}
      />
      <Column
        label={t('lists.kind')}
        render={({ kind, session }) => `${code('taskKinds', kind)}・${code('sessions', session)}`}
      />
      <Column
        label={t('common.why')}
        cellSx={() => ({
          maxWidth: language === 'ja' ? 340 : 180,
          minWidth: language === 'ja' ? 292 : 150,
          overflow: 'hidden',
          '& dd': { overflow: 'hidden', textOverflow: 'ellipsis' },
        })}
        render={({ reasons }) => <Reasons reasons={reasons} first />}
      />
      <Column
        source="due_at"
        label={t('lists.when')}
        render={({ due_at, not_before, state }) => (
          <Box component="span" sx={{ color: due_at && state === 'open' && due_at < now ? 'var(--bad)' : undefined }}>
            <Moment at={due_at ?? not_before} />
            {due_at ? null : t('lists.onwards')}
          </Box>
        )}
      />
      <Column label={t('lists.assignee')} render={({ assignee_name }) => assignee_name ?? t('lists.anyone')} />
      <Column
        label={t('lists.holder')}
        render={({ holder_name, held_since }) =>
          holder_name && held_since
            ? t('lists.held', { name: holder_name, at: moment(new Date(held_since), language).slice(-5) })
            : (holder_name ?? '—')
        }
      />
      <Column
        label={t('lists.act')}
        render={(row) =>
          attendable(row) ? (
            <Button component={Link} to={`/workspace?task=${row.id}`} size="small">
              {t('lists.attend')}
            </Button>
          ) : null
        }
      />
    </ListPage>
  );
}
