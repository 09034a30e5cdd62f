import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../i18n/useWords.ts';
import { Moment } from '../../parts/Moment.tsx';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import { ToggleGroup } from '../../parts/ToggleGroup.tsx';
import { Yen } from '../../parts/Yen.tsx';
import { api } from '../../providers/http.ts';
import type { Migration, MigrationItem } from './migrations.ts';

const PAGE = 50;

/** Every account with what it waits for now and what it will wait for; first those of which it differs. */
export function MovedTimers({ migration }: { migration: Migration }) {
  const { t, code } = useWords();
  const [which, setWhich] = useState<'changed' | 'all'>('changed');
  const [page, setPage] = useState(0);
  const filter = encodeURIComponent(
    JSON.stringify({ migration_id: migration.id, ...(which === 'changed' ? { changed: true } : {}) }),
  );
  const { data, error } = useQuery({
    queryKey: ['rule-migrations', 'items', migration.id, migration.moved, which, page],
    queryFn: ({ signal }) =>
      api.get<MigrationItem[]>(
        `/api/rule-migration-items?range=[${page * PAGE},${page * PAGE + PAGE - 1}]&filter=${filter}`,
        signal,
      ),
  });
  const standing = (item: MigrationItem['before']) => (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      {item.waiting_for ? code('waits', item.waiting_for) : code('acts', item.act)} <Moment at={item.until} />
    </Box>
  );
  const columns: Column<MigrationItem>[] = [
    {
      key: 'name',
      head: t('rules.migration.debtor'),
      cell: ({ account_id, name }) => <Link to={`/accounts/${account_id}/show`}>{name}</Link>,
    },
    { key: 'balance', head: t('common.amount'), number: true, cell: ({ balance }) => <Yen amount={balance} /> },
    {
      key: 'from',
      head: t('rules.migration.from'),
      cell: ({ from_version }) => t('common.ruleVersion', { version: from_version }),
    },
    { key: 'before', head: t('rules.migration.before'), cell: ({ before }) => standing(before) },
    { key: 'after', head: t('rules.migration.after'), cell: ({ after }) => <b>{standing(after)}</b> },
    {
      key: 'state',
      head: t('common.state'),
      cell: ({ state, skip_reason }) =>
        skip_reason ? code('ruleMigrationSkips', skip_reason) : code('ruleMigrationItemStates', state),
    },
  ];
  return (
    <>
      <SectionHead
        end={
          <ToggleGroup
            label={t('rules.migration.timers')}
            value={which}
            choices={[
              { value: 'changed', label: t('rules.migration.onlyChanged') },
              { value: 'all', label: t('rules.migration.all') },
            ]}
            onChange={(next) => {
              setWhich(next);
              setPage(0);
            }}
          />
        }
      >
        {t('rules.migration.timers')}
      </SectionHead>
      <ProblemAlert problem={error} />
      <Table
        label={t('rules.migration.timers')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ account_id }) => account_id}
        empty={t('rules.migration.none')}
      />
      <Box sx={{ mt: 2, display: 'flex', gap: 2, justifyContent: 'end' }}>
        <Button size="small" disabled={page === 0} onClick={() => setPage(page - 1)}>
          {t('rules.previousPage')}
        </Button>
        <Button size="small" disabled={(data?.length ?? 0) < PAGE} onClick={() => setPage(page + 1)}>
          {t('rules.nextPage')}
        </Button>
      </Box>
    </>
  );
}
