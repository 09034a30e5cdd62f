import { Button } from '@mui/material';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAccount } from '../../accounts/account.ts';
import { useWords } from '../../i18n/useWords.ts';
import { Loading } from '../../layout/Loading.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Page, Pane, Panes } from '../../parts/Page.tsx';
import { PageUnread } from '../../parts/PageUnread.tsx';
import { useRuleVersion, useRuleVersions } from '../rule-version.ts';
import { isUnderWay, type SimulationFacts, useSimulation } from './simulations.ts';
import { TriedDay } from './TriedDay.tsx';
import { TriedDays } from './TriedDays.tsx';
import { TriedWho } from './TriedWho.tsx';

/** 一件の試算: one real account day by day under a version, beside the version in force. Nothing happens to the account. */
export function TriedPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data, error } = useSimulation(id);
  if (error || !data)
    return (
      <PageUnread
        title={t('simulation.tried.title', { version: '…' })}
        problem={error}
        back={{ to: '/rules', label: t('rules.migration.back') }}
      />
    );
  return <Tried tried={data} />;
}

function Tried({ tried }: { tried: SimulationFacts }) {
  const { t } = useWords();
  const { data: version } = useRuleVersion(tried.rule_version_id);
  const { data: versions } = useRuleVersions();
  const { account: result } = tried;
  const { data: account } = useAccount(result?.account_id);
  const [chosen, choose] = useState<string | null>(null);
  const base = versions?.find(
    (row) => row.receivable_code === version?.receivable_code && row.version === tried.base_version,
  );
  const days = result ? [...new Set([...result.before, ...result.after].map(({ day }) => day))].sort() : [];
  const shown = chosen ?? days[0];
  return (
    <Page
      title={t('simulation.tried.title', { version: version?.version ?? '…' })}
      about={t('simulation.tried.about')}
      beside={account ? <TriedWho account={account} /> : null}
      end={
        <>
          {result ? (
            <Button component={Link} to={`/accounts/${result.account_id}/show`}>
              {t('simulation.tried.account')}
            </Button>
          ) : null}
          {version ? (
            <Button component={Link} to={`/rules?receivable=${version.receivable_code}&version=${version.id}`}>
              {t('rules.migration.back')}
            </Button>
          ) : null}
        </>
      }
    >
      <Panes columns="minmax(0, 1fr) 448px">
        <Pane reachable label={t('simulation.tried.days')}>
          {isUnderWay(tried) ? <Loading /> : null}
          {tried.state === 'failed' ? <Notice severity="error">{t('simulation.failed')}</Notice> : null}
          {tried.state === 'cancelled' ? <Notice severity="warning">{t('simulation.outdated')}</Notice> : null}
          {result?.follows === null ? <EmptyState>{t('simulation.tried.noEpisode')}</EmptyState> : null}
          {result && version && result.follows !== null ? (
            <>
              {result.follows === tried.base_version ? null : (
                <Notice severity="info">{t('simulation.tried.follows', { version: result.follows })}</Notice>
              )}
              <TriedDays
                days={days}
                result={result}
                versions={{ before: tried.base_version, after: version.version }}
                chosen={shown}
                choose={choose}
              />
            </>
          ) : null}
        </Pane>
        <Pane side pad={20} reachable label={t('simulation.tried.day')}>
          {result && version && shown ? (
            <TriedDay
              date={shown}
              before={{ version: tried.base_version, content: base?.content, days: result.before }}
              after={{ version: version.version, content: version.content, days: result.after }}
            />
          ) : null}
        </Pane>
      </Panes>
    </Page>
  );
}
