import { Box } from '@mui/material';
import { Link } from 'react-router';
import { Notes } from '../letters/Notes.tsx';
import { type Item, useCorrespondence } from '../messages/correspondence.ts';
import { ItemState } from '../messages/ItemTable.tsx';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Figure } from '../parts/Figure.tsx';
import { listPath } from '../parts/list-path.ts';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import { useCan } from '../providers/session.ts';
import { useStatus } from '../providers/status.ts';

const SHOWN = 8;

/** A clerk's day: what the department has to answer, the letters it has to receive. An administrator's: the files. */
export function OfficeHome() {
  const { t } = useWords();
  const answers = useCan('read', 'message');
  const letters = useCan('read', 'letter');
  const files = useCan('read', 'exchange_file');
  const counts = useStatus()?.counts;
  return (
    <Page title={t('home.title')} about={t(answers ? 'about.office' : 'about.administration')}>
      <Panes columns="minmax(0, 1fr) 300px">
        <Pane>
          <Box sx={{ display: 'grid', gap: 6 }}>
            {answers ? <Waiting kind="messages" /> : null}
            {answers ? <Waiting kind="hand-overs" /> : null}
            {letters ? <Notes /> : null}
            {answers || letters ? null : <EmptyState>{t('home.nothingForYou')}</EmptyState>}
          </Box>
        </Pane>
        <Pane side>
          <Box sx={{ display: 'grid', gap: 5 }}>
            {answers ? (
              <Figure
                label={t('home.toAnswer')}
                value={counts?.messages ?? '—'}
                unit={t('home.items')}
                to="/messages"
              />
            ) : null}
            {files ? (
              <Figure
                label={t('home.exchangeErrors')}
                value={counts?.exchange_errors ?? '—'}
                unit={t('home.items')}
                to={listPath('exchange', { state: 'rejected' })}
              />
            ) : null}
          </Box>
        </Pane>
      </Panes>
    </Page>
  );
}

/** The department's open messages or hand-overs, the urgent and oldest first. */
function Waiting({ kind }: { kind: 'messages' | 'hand-overs' }) {
  const { t, code } = useWords();
  const { data, error } = useCorrespondence(kind, 'open');
  const columns: Column<Item>[] = [
    {
      key: 'age',
      head: t('messages.age'),
      width: 92,
      cell: ({ age_days: days }) => (
        <b>{days === 0 ? t('messages.ageToday') : t('messages.ageDays', { smart_count: days })}</b>
      ),
    },
    {
      key: 'what',
      head: t(kind === 'messages' ? 'messages.what' : 'common.reason'),
      cell: (item) => (
        <Link to={`/messages?kind=${kind}&id=${item.id}`}>
          {'reason' in item ? code('handOverReasons', item.reason) : code('messageKinds', item.kind)}
        </Link>
      ),
    },
    { key: 'name', head: t('common.name'), cell: ({ name }) => name },
    { key: 'receivable', head: t('common.receivable'), cell: ({ receivable_name }) => receivable_name },
    { key: 'balance', head: t('common.balance'), number: true, cell: ({ balance }) => <Yen amount={balance} unit /> },
    { key: 'state', head: t('common.state'), width: 96, cell: ({ state }) => <ItemState state={state} /> },
  ];
  return (
    <Box>
      <SectionHead end={<Link to={`/messages?kind=${kind}`}>{t('home.all', { smart_count: data?.total ?? 0 })}</Link>}>
        {t(`messages.kinds.${kind}`)}
      </SectionHead>
      <ProblemAlert problem={error} />
      <Table
        label={t(`messages.kinds.${kind}`)}
        columns={columns}
        rows={data?.items.slice(0, SHOWN) ?? []}
        rowKey={({ id }) => id}
        empty={data ? t('home.nothingOpen') : undefined}
      />
    </Box>
  );
}
