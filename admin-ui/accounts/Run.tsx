import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountRun } from '../../api/schemas/account.ts';
import { type WordKey, type Words, useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { ApiProblem, api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';

type RunWire = Wire<AccountRun>;

/** 実行履歴: Temporal's own record of this account, asked for only when somebody wants it. */
export function Run({ accountId }: { accountId: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { data, error, isFetching } = useQuery({
    queryKey: ['account-run', accountId],
    queryFn: ({ signal }) => api.get<RunWire>(`/api/accounts/${accountId}/run`, signal),
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
          {error instanceof ApiProblem && error.status === 404 ? (
            <Notice severity="info">{t('account.runNone')}</Notice>
          ) : (
            <ProblemAlert problem={error} />
          )}
          {isFetching && !data ? <Loading /> : null}
          {data ? <RunDetails run={data} /> : null}
        </Box>
      ) : null}
    </>
  );
}

function RunDetails({ run }: { run: RunWire }) {
  const words = useWords();
  const { t } = words;
  const columns: Column<RunWire['events'][number]>[] = [
    { key: 'no', head: t('account.runNo'), number: true, width: 44, cell: ({ id }) => id },
    { key: 'at', head: t('common.at'), width: 130, cell: ({ at }) => <Moment at={at} /> },
    { key: 'what', head: t('account.runWhat'), cell: ({ type }) => typeWord(type, words) },
    {
      key: 'detail',
      head: t('account.runDetail'),
      cell: ({ detail }) => <span style={mono}>{detail ?? '—'}</span>,
    },
  ];
  return (
    <>
      <LabelForm head={104}>
        <LabelCell head={t('account.runId')}>
          <span style={mono}>{run.workflow_id}</span>
        </LabelCell>
        <LabelCell head={t('account.runRun')}>
          <span style={mono}>{run.run_id}</span>
        </LabelCell>
        <LabelCell head={t('account.runStatus')}>
          {word(`account.runStates.${run.status}`, run.status, words)}
        </LabelCell>
        <LabelCell head={t('account.runStarted')}>
          <Moment at={run.started_at} year />
        </LabelCell>
      </LabelForm>
      <Box sx={{ my: 2, fontSize: 13 }}>{t('account.runEvents', { smart_count: run.history_length })}</Box>
      <Table label={t('account.tabs.run')} columns={columns} rows={run.events} rowKey={({ id }) => String(id)} />
    </>
  );
}

function typeWord(type: string, words: Words): string {
  return word(`account.runTypes.${type.replaceAll(' ', '_')}`, type, words);
}

/** Temporal may add kinds: one without a word is shown as it is. */
function word(key: string, otherwise: string, { t }: Words): string {
  const text = t(key as WordKey);
  return text === key ? otherwise : text;
}

const mono = { fontFamily: 'var(--mono)', fontSize: 13, overflowWrap: 'anywhere' } as const;
