import { Box, Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { RuleVerb } from '../../domain/rule-life.ts';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Bar } from './Bar.tsx';
import { RequestForm } from './RequestForm.tsx';
import { type Version, useVersionVerb } from './rule-version.ts';
import { WhyForm } from './WhyForm.tsx';

interface VersionBarProps {
  version: Version;
  onEdit: () => void;
  onSimulate: () => void;
  simulating: boolean;
}

type Asking = 'request' | 'decline' | 'withdraw' | null;

/** What may be done with a version now, by whom it is looked at; what may not says why. */
export function VersionBar({ version, onEdit, onSimulate, simulating }: VersionBarProps) {
  const { t } = useWords();
  const [asking, ask] = useState<Asking>(null);
  const check = useVersionVerb<void>(version, 'check');
  const approve = useVersionVerb<{ content_hash: string }>(version, 'approve');
  const decline = useVersionVerb<{ reason: string }>(version, 'decline');
  const withdraw = useVersionVerb<{ reason: string }>(version, 'withdraw');
  const discard = useVersionVerb<void>(version, 'discard');
  const may = (verb: RuleVerb) => version.verbs[verb] === null;
  const verbs = shownVerbs(version);
  const refused = verbs.find((verb) => !may(verb) && isWorthSaying(version, verb));
  const done = () => ask(null);

  if (asking === 'request') return <RequestForm version={version} onDone={done} />;
  if (asking === 'decline' || asking === 'withdraw') {
    const verb = asking === 'decline' ? decline : withdraw;
    return (
      <WhyForm
        label={t(`rules.verbs.${asking}`)}
        problem={verb.error}
        busy={verb.isPending}
        onReason={(reason) => verb.run({ reason }, done)}
        onCancel={done}
      />
    );
  }
  const button = (verb: RuleVerb, act: () => void, options: { main?: boolean; busy?: boolean } = {}) =>
    verbs.includes(verb) && version.verbs[verb] !== 'no_right' ? (
      <Button
        key={verb}
        disabled={!may(verb)}
        loading={options.busy}
        onClick={act}
        {...(options.main ? { variant: 'contained', color: 'primary', size: 'large' } : {})}
      >
        {t(`rules.verbs.${verb}`)}
      </Button>
    ) : null;
  return (
    <Bar>
      {version.request_reason ? (
        <Fact head={t('rules.requestedBy', { name: version.requested_by_name ?? '—' })}>{version.request_reason}</Fact>
      ) : version.note ? (
        <Fact head={t('rules.note')}>{version.note}</Fact>
      ) : null}
      <Fact head={t('rules.appliesTo')}>{t('rules.newCasesOnly')}</Fact>
      <Fact head={t('rules.hash')}>
        <span style={{ fontFamily: 'var(--mono)' }} title={version.content_hash}>
          {version.content_hash.slice(0, 8)}
        </span>
      </Fact>
      <Box sx={{ flex: 1 }}>
        <ProblemAlert problem={check.error ?? approve.error ?? discard.error} />
      </Box>
      {refused ? (
        <Box component="p" sx={{ fontSize: 13, color: 'var(--ink-2)', maxWidth: 280 }}>
          {t(`rules.refusals.${version.verbs[refused]!}`)}
        </Box>
      ) : null}
      <Box sx={{ display: 'flex', gap: 2, flex: 'none' }}>
        {button('discard', () => discard.run(), { busy: discard.isPending })}
        {button('edit', onEdit)}
        {button('check', () => check.run(), { busy: check.isPending })}
        {button('simulate', onSimulate, { busy: simulating })}
        {button('withdraw', () => ask('withdraw'))}
        {button('decline', () => ask('decline'))}
        {version.status === 'draft' && may('request') ? (
          <Button component={Link} to={`/rules/trials/new?version=${version.id}`}>
            {t('trial.begin')}
          </Button>
        ) : null}
        {button('request', () => ask('request'), { main: true })}
        {button('approve', () => approve.run({ content_hash: version.content_hash }), {
          main: true,
          busy: approve.isPending,
        })}
      </Box>
    </Bar>
  );
}

/** The verbs that belong to the state at all. */
function shownVerbs({ status }: Version): RuleVerb[] {
  switch (status) {
    case 'draft':
      return ['discard', 'edit', 'check', 'simulate', 'request'];
    case 'requested':
      return ['withdraw', 'decline', 'approve'];
    case 'approved':
      return ['withdraw'];
    case 'trial':
    case 'active':
    case 'retired':
    case 'discarded':
      return [];
  }
}

/** Why the next step cannot be done by this person; that somebody without any right may not is plain. */
function isWorthSaying({ status, verbs }: Version, verb: RuleVerb): boolean {
  const refusal = verbs[verb];
  return refusal !== 'no_right' && verb === (status === 'draft' ? 'request' : 'approve');
}

function Fact({ head, children }: { head: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0, lineHeight: 1.4 }}>
      <Box sx={{ fontSize: 12, color: 'var(--ink-2)' }}>{head}</Box>
      <Box sx={{ fontSize: 14, overflow: 'hidden', textOverflow: 'ellipsis' }}>{children}</Box>
    </Box>
  );
}
