import { Button, Link } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { api } from '../providers/http.ts';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import { EVERY_MS, type StuckWire } from './queries.ts';

const KEY = ['stuck-accounts'];

/** Cases whose decision fails, with the reason; nothing is shown while there are none. */
export function StuckTable() {
  const { t, language } = useWords();
  const sees = useCan('read', 'task');
  const retries = useCan('administer', 'sms');
  const notify = useNotify();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<StuckWire[]>('/api/stuck-accounts', signal),
    refetchInterval: EVERY_MS,
    enabled: sees,
  });
  const retry = useVerb<string, null>({ path: (accountId) => `/api/stuck-accounts/${accountId}/retry` });
  if (!data || data.length === 0) return null;
  const columns: Column<StuckWire>[] = [
    {
      key: 'account',
      head: t('operations.account'),
      cell: ({ account_id, receivable_name }) => (
        <Link component={RouterLink} to={`/accounts/${account_id}/show`}>
          {receivable_name} {t('operations.showAccount')}
        </Link>
      ),
    },
    { key: 'since', head: t('operations.since'), cell: ({ since }) => <Moment at={since} /> },
    { key: 'reason', head: t('operations.reason'), cell: ({ reason, place }) => `${reason} ${place ?? ''}` },
    { key: 'attempts', head: t('operations.attempts'), number: true, cell: ({ attempts }) => attempts },
    {
      key: 'retry',
      head: '',
      cell: ({ account_id }) =>
        retries ? (
          <Button
            size="small"
            disabled={retry.isPending}
            onClick={() =>
              retry.mutate(account_id, {
                onSuccess: () => notify(t('operations.retried'), { type: 'success' }),
                onError: (problem) => notify(problem.text[language], { type: 'error' }),
                onSettled: () => void queries.invalidateQueries({ queryKey: KEY }),
              })
            }
          >
            {t('operations.retry')}
          </Button>
        ) : null,
    },
  ];
  return (
    <section>
      <SectionHead>{t('operations.stuckTitle')}</SectionHead>
      <Table label={t('operations.stuckTitle')} columns={columns} rows={data} rowKey={({ account_id }) => account_id} />
    </section>
  );
}
