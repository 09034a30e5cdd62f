import { Button } from '@mui/material';
import { Link } from 'react-router';
import { useWords } from '../../i18n/useWords.ts';
import { Loading } from '../../layout/Loading.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { EraDate } from '../../parts/EraDate.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Page, Pane, Panes } from '../../parts/Page.tsx';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import { type TrialRow, useTrials } from './trials.ts';

/** Every trial there was, newest first. */
export function TrialList() {
  const { t, code } = useWords();
  const { data, error } = useTrials();
  const columns: Column<TrialRow>[] = [
    {
      key: 'versions',
      head: t('trial.title'),
      cell: (trial) => (
        <Link to={`/rules/trials/${trial.id}`}>
          {trial.receivable_name}{' '}
          {t('trial.versions', { champion: trial.champion_version, challenger: trial.challenger_version })}
        </Link>
      ),
    },
    { key: 'state', head: t('common.state'), cell: ({ state }) => code('trialStates', state) },
    { key: 'share', head: t('trial.share'), number: true, cell: ({ share_percent }) => `${share_percent}%` },
    { key: 'from', head: t('trial.from'), cell: ({ from_day }) => <EraDate date={from_day} /> },
    { key: 'until', head: t('trial.until'), cell: ({ until_day }) => <EraDate date={until_day} /> },
    {
      key: 'requested',
      head: t('trial.requested'),
      cell: ({ requested_at, requested_by_name }) => (
        <>
          <Moment at={requested_at} /> {requested_by_name}
        </>
      ),
    },
    {
      key: 'cause',
      head: t('trial.cause'),
      cell: ({ end_cause }) => (end_cause ? code('trialEndCauses', end_cause) : '—'),
    },
  ];
  return (
    <Page
      title={t('trial.title')}
      about={t('trial.about')}
      end={
        <Button component={Link} to="/rules">
          {t('trial.back')}
        </Button>
      }
    >
      <Panes columns="minmax(0, 1fr)">
        <Pane reachable label={t('trial.list')}>
          <ProblemAlert problem={error} />
          {!data && !error ? <Loading /> : null}
          {data?.length === 0 ? <EmptyState>{t('trial.none')}</EmptyState> : null}
          {data && data.length > 0 ? (
            <Table label={t('trial.list')} columns={columns} rows={data} rowKey={({ id }) => id} />
          ) : null}
        </Pane>
      </Panes>
    </Page>
  );
}
