import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountRuns } from '../../api/schemas/account-run.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';
import { RunDetails } from './RunDetails.tsx';
import { runWord } from './run-words.ts';

type RunsWire = Wire<AccountRuns>;

/** 実行履歴: Temporal's own record of this account, live or as the copy we keep, asked for only when somebody wants it. */
export function Run({ accountId }: { accountId: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { data, error, isFetching } = useQuery({
    queryKey: ['account-runs', accountId],
    queryFn: ({ signal }) => api.get<RunsWire>(`/api/accounts/${accountId}/runs`, signal),
    enabled: open,
  });
  return (
    <>
      <Box component="p" sx={{ mb: 2, fontSize: 13, color: 'var(--ink-2)' }}>
        {t('account.runHelp')}
      </Box>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('account.runShow')}
      </Button>
      {open ? (
        <Box sx={{ mt: 3 }}>
          <ProblemAlert problem={error} />
          {isFetching && !data ? <Loading /> : null}
          {data?.temporal_away ? <Notice severity="warning">{t('account.runAway')}</Notice> : null}
          {data?.runs.length === 0 ? <Notice severity="info">{t('account.runNone')}</Notice> : null}
          {data && data.runs.length > 0 ? <Runs accountId={accountId} runs={data.runs} /> : null}
        </Box>
      ) : null}
    </>
  );
}

function Runs({ accountId, runs }: { accountId: string; runs: RunsWire['runs'] }) {
  const words = useWords();
  const { t } = words;
  const [chosen, choose] = useState(runs[0]?.run_id ?? null);
  const columns: Column<RunsWire['runs'][number]>[] = [
    { key: 'episode', head: t('account.runEpisode'), number: true, width: 44, cell: ({ episode_no }) => episode_no },
    { key: 'started', head: t('account.runStarted'), cell: ({ started_at }) => <Moment at={started_at} /> },
    {
      key: 'status',
      head: t('account.runStatus'),
      cell: ({ status }) => (status ? runWord(`account.runStates.${status}`, status, words) : '—'),
    },
    {
      key: 'kept',
      head: t('account.runKept'),
      cell: ({ live, archived_at }) =>
        [live ? t('account.runLive') : null, archived_at ? t('account.runArchived') : null]
          .filter(Boolean)
          .join('・') || t('account.runGone'),
    },
    {
      key: 'show',
      head: '',
      cell: ({ run_id, live, archived_at }) => (
        <Button
          size="small"
          variant="text"
          disabled={!live && !archived_at}
          aria-pressed={run_id === chosen}
          onClick={() => choose(run_id)}
        >
          {t('account.runRead')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table
        label={t('account.tabs.run')}
        columns={columns}
        rows={runs}
        rowKey={({ run_id }) => run_id}
        selected={({ run_id }) => run_id === chosen}
      />
      {runs.some(({ run_id, live, archived_at }) => run_id === chosen && (live || archived_at)) && chosen ? (
        <RunDetails key={chosen} accountId={accountId} runId={chosen} />
      ) : null}
    </>
  );
}
