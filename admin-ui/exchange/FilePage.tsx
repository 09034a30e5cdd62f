import { useQuery } from '@tanstack/react-query';
import { Box, Button } from '@mui/material';
import { Link, useParams } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { api } from '../providers/http.ts';
import { Differences } from './Differences.tsx';
import { ErrorTable } from './ErrorTable.tsx';
import type { ExchangeFile } from './ExchangeList.tsx';
import { FileActs } from './FileActs.tsx';
import { FileFacts } from './FileFacts.tsx';
import { FileState } from './FileState.tsx';

const POLL_MS = 1_000;

/** One file: what it is, what it would change, what is wrong with it, and the decision. */
export function FilePage() {
  const { t, code } = useWords();
  const { id = '' } = useParams();
  const query = new URLSearchParams({ filter: JSON.stringify({ id: [id] }) });
  const { data, error } = useQuery({
    queryKey: ['exchange', 'file', id],
    queryFn: async ({ signal }) => (await api.get<ExchangeFile[]>(`/api/exchange-files?${query}`, signal))[0] ?? null,
    refetchInterval: ({ state }) =>
      state.data && ['checking', 'committing'].includes(state.data.state) ? POLL_MS : false,
  });
  const title = data
    ? `${data.sender_name} ${code('interfaces', data.interface)} ${data.sequence}`
    : t('exchange.title');
  return (
    <Page
      title={title}
      beside={data ? <FileState state={data.state} /> : null}
      end={
        <Button component={Link} to="/exchange" size="small">
          {t('exchange.back')}
        </Button>
      }
    >
      {data ? (
        <Panes columns="minmax(0, 1fr) 420px">
          <Pane label={t('exchange.errorTable')}>
            <Box sx={{ display: 'grid', gap: 5 }}>
              <FileActs file={data} />
              <Differences file={data} />
              <ErrorTable file={data} />
            </Box>
          </Pane>
          <Pane side label={t('exchange.about')}>
            <FileFacts file={data} />
          </Pane>
        </Panes>
      ) : (
        <Box sx={{ p: 6 }}>
          <ProblemAlert problem={error} />
          {data === null ? <EmptyState>{t('common.nothingHere')}</EmptyState> : null}
        </Box>
      )}
    </Page>
  );
}
