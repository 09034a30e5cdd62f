import { Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { AccountRun } from '../../api/schemas/account-run.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';
import { runWord } from './run-words.ts';

type RunWire = Wire<AccountRun>;
type EventWire = RunWire['events'][number];

/** One run with its events, the same for Temporal's own history and for our copy of it. */
export function RunDetails({ accountId, runId }: { accountId: string; runId: string }) {
  const { data, error } = useQuery({
    queryKey: ['account-runs', accountId, runId],
    queryFn: ({ signal }) => api.get<RunWire>(`/api/accounts/${accountId}/runs/${runId}`, signal),
  });
  if (error) return <ProblemAlert problem={error} />;
  return data ? <Details run={data} /> : <Loading />;
}

function Details({ run }: { run: RunWire }) {
  const words = useWords();
  const { t } = words;
  const columns: Column<EventWire>[] = [
    { key: 'no', head: t('account.runNo'), number: true, width: 44, cell: ({ id }) => id },
    { key: 'at', head: t('common.at'), width: 116, cell: ({ at }) => <Moment at={at} /> },
    {
      key: 'what',
      head: t('account.runWhat'),
      cell: (event) => (
        <>
          {runWord(`account.runTypes.${event.type.replaceAll(' ', '_')}`, event.type, words)}
          {event.detail ? <span style={mono}> {event.detail}</span> : null}
          <Content event={event} />
        </>
      ),
    },
  ];
  return (
    <Box sx={{ mt: 3 }}>
      <LabelForm head={104}>
        <LabelCell head={t('account.runKept')}>
          {run.source === 'live' ? (
            <StateChip tone="info">{t('account.runFromTemporal')}</StateChip>
          ) : (
            <StateChip tone="plain">
              {t('account.runFromCopy')} <Moment at={run.archived_at} year />
            </StateChip>
          )}
        </LabelCell>
        <LabelCell head={t('account.runId')}>
          <span style={mono}>{run.workflow_id}</span>
        </LabelCell>
        <LabelCell head={t('account.runRun')}>
          <span style={mono}>{run.run_id}</span>
        </LabelCell>
        <LabelCell head={t('account.runClosed')}>
          <Moment at={run.closed_at} year />
        </LabelCell>
        {run.sha256 ? (
          <LabelCell head="SHA-256">
            <span style={mono}>{run.sha256}</span>
          </LabelCell>
        ) : null}
      </LabelForm>
      <Box sx={{ my: 2, fontSize: 13 }}>
        {t('account.runEvents', { smart_count: run.events.length })}
        {run.temporal_url ? (
          <>
            {' · '}
            <a href={run.temporal_url} target="_blank" rel="noopener" title={t('account.runTemporalHelp')}>
              {t('account.runTemporal')}
            </a>
          </>
        ) : null}
      </Box>
      <Table label={t('account.runWhat')} columns={columns} rows={run.events} rowKey={({ id }) => String(id)} />
    </Box>
  );
}

function Content({ event: { content } }: { event: EventWire }) {
  const { t } = useWords();
  if (content === null || content === undefined) return null;
  return (
    <details>
      <summary style={{ fontSize: 12, color: 'var(--ink-2)', cursor: 'pointer' }}>{t('account.runContent')}</summary>
      <Box component="pre" sx={{ m: 0, fontSize: 12, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {JSON.stringify(content, null, 1)}
      </Box>
    </details>
  );
}

const mono = { fontFamily: 'var(--mono)', fontSize: 13, overflowWrap: 'anywhere' } as const;
