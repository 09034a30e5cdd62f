import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useWords } from '../../i18n/useWords.ts';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { useCan } from '../../providers/session.ts';
import { Bar } from '../Bar.tsx';
import { WhyForm } from '../WhyForm.tsx';
import { type Trial, useTrialVerb } from './trials.ts';

/** What may be done with a trial that is not over: approved or sent back by the second person, taken back, ended by one person at once. */
export function TrialBar({ trial }: { trial: Trial }) {
  const { t } = useWords();
  const mayManage = useCan('administer', 'rule');
  const mayStop = useCan('stop', 'rule');
  const [asking, ask] = useState<'decline' | 'withdraw' | 'end' | null>(null);
  const approve = useTrialVerb<{ content_hash: string }>(trial.id, 'approve');
  const decline = useTrialVerb<{ reason: string }>(trial.id, 'decline');
  const withdraw = useTrialVerb<{ reason: string }>(trial.id, 'withdraw');
  const end = useTrialVerb<{ reason: string }>(trial.id, 'end');
  if (asking) {
    const verb = { decline, withdraw, end }[asking];
    return (
      <WhyForm
        label={t(`trial.${asking}`)}
        problem={verb.error}
        busy={verb.isPending}
        onCancel={() => ask(null)}
        onReason={(reason) => verb.run({ reason }, () => ask(null))}
      />
    );
  }
  const isRequested = trial.state === 'requested';
  return (
    <Bar>
      <Box component="p" sx={{ flex: 1, fontSize: 13, color: 'var(--ink-2)' }}>
        {t(isRequested ? (trial.may_approve ? 'trial.approveHelp' : 'trial.second') : 'trial.keeps')}
      </Box>
      <ProblemAlert problem={approve.error} />
      {isRequested && mayManage ? <Button onClick={() => ask('withdraw')}>{t('trial.withdraw')}</Button> : null}
      {isRequested && trial.may_approve ? (
        <>
          <Button onClick={() => ask('decline')}>{t('trial.decline')}</Button>
          <Button
            variant="contained"
            color="primary"
            size="large"
            loading={approve.isPending}
            onClick={() => approve.run({ content_hash: trial.content_hash })}
          >
            {t('trial.approve')}
          </Button>
        </>
      ) : null}
      {!isRequested && mayStop ? <Button onClick={() => ask('end')}>{t('trial.end')}</Button> : null}
    </Bar>
  );
}
