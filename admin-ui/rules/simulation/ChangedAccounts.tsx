import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { day } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/useWords.ts';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import { Yen } from '../../parts/Yen.tsx';
import { api } from '../../providers/http.ts';
import { useCan } from '../../providers/session.ts';
import { type ChangedAccount, useTry } from './simulations.ts';

const PAGE = 8;

interface ChangedAccountsProps {
  simulationId: string;
  versionId: string;
  kind: string | null;
}

/** The people whose treatment changes, the largest arrears first: what would be done now and then. */
export function ChangedAccounts({ simulationId, versionId, kind }: ChangedAccountsProps) {
  const { t, code, language } = useWords();
  const mayRead = useCan('read', 'account');
  const [page, setPage] = useState(0);
  const filter = encodeURIComponent(JSON.stringify({ simulation_id: simulationId, ...(kind ? { kind } : {}) }));
  const { data, error } = useQuery({
    queryKey: ['simulations', simulationId, 'changes', kind, page],
    queryFn: ({ signal }) =>
      api.get<ChangedAccount[]>(
        `/api/simulation-changes?range=[${page * PAGE},${page * PAGE + PAGE - 1}]&filter=${filter}`,
        signal,
      ),
    enabled: mayRead,
  });
  const mayTry = useCan('administer', 'rule');
  const tried = useTry(versionId);
  if (!mayRead) return null;
  const act = (name: string | null, on: string | null) =>
    name && on ? `${code('simulationActs', name)} ${day(on, language)}` : '—';
  const columns: Column<ChangedAccount>[] = [
    {
      key: 'name',
      head: t('simulation.debtor'),
      cell: ({ account_id, name }) => <Link to={`/accounts/${account_id}/show`}>{name}</Link>,
    },
    { key: 'balance', head: t('common.amount'), number: true, cell: ({ balance }) => <Yen amount={balance} /> },
    { key: 'before', head: t('simulation.now'), cell: ({ before_act, before_day }) => act(before_act, before_day) },
    {
      key: 'after',
      head: t('simulation.then'),
      cell: ({ after_act, after_day }) => <b>{act(after_act, after_day)}</b>,
    },
  ];
  if (mayTry)
    columns.push({
      key: 'try',
      head: '',
      cell: ({ account_id }) => (
        <Button size="small" variant="text" onClick={() => tried.begin(account_id)}>
          {t('simulation.tried.verb')}
        </Button>
      ),
    });
  return (
    <Box>
      <ProblemAlert problem={error ?? tried.error} />
      <Table
        label={t('simulation.changed')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ account_id }) => account_id}
        empty={t('simulation.nothingChanges')}
      />
      <Box sx={{ mt: 1, display: 'flex', gap: 2, justifyContent: 'end' }}>
        <Button size="small" disabled={page === 0} onClick={() => setPage(page - 1)}>
          {t('rules.previousPage')}
        </Button>
        <Button size="small" disabled={(data?.length ?? 0) < PAGE} onClick={() => setPage(page + 1)}>
          {t('rules.nextPage')}
        </Button>
      </Box>
    </Box>
  );
}
