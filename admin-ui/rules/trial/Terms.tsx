import { Box } from '@mui/material';
import { Link } from 'react-router';
import { useWords } from '../../i18n/useWords.ts';
import { EraDate } from '../../parts/EraDate.tsx';
import { LabelCell, LabelForm } from '../../parts/LabelForm.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { figure, type Trial } from './trials.ts';

/** What was asked for and approved, the stop rule as a sentence, and why it ended. */
export function Terms({ trial }: { trial: Trial }) {
  const { t, code } = useWords();
  const measures = trial.stop_measures.map((measure) => code('trialMeasures', measure)).join(t('trial.or'));
  const version = (arm: 'champion' | 'challenger') => (
    <Link to={`/rules?receivable=${trial.receivable_code}&version=${trial[`${arm}_version_id`]}`}>
      {t('common.ruleVersion', { version: trial[`${arm}_version`] })}
    </Link>
  );
  return (
    <>
      <SectionHead>{t('trial.terms')}</SectionHead>
      <LabelForm head={112}>
        <LabelCell head={code('trialArms', 'champion')}>{version('champion')}</LabelCell>
        <LabelCell head={code('trialArms', 'challenger')}>{version('challenger')}</LabelCell>
        <LabelCell head={t('trial.share')}>{trial.share_percent}%</LabelCell>
        <LabelCell head={t('trial.from')}>
          <EraDate date={trial.from_day} long />
        </LabelCell>
        <LabelCell head={t('trial.until')}>
          <EraDate date={trial.until_day} long />
        </LabelCell>
        <LabelCell head={t('trial.sample')}>
          {trial.minimum_sample} {t('trial.households')}
        </LabelCell>
        <LabelCell head={t('trial.reason')}>{trial.reason}</LabelCell>
        <LabelCell head={t('trial.requested')}>
          {trial.requested_by_name} <Moment at={trial.requested_at} />
        </LabelCell>
        <LabelCell head={t('trial.approved')}>
          {trial.approver_name ?? ''} <Moment at={trial.approved_at} />
        </LabelCell>
        <LabelCell head={t('trial.judged')}>
          <EraDate date={trial.judged_on} long />
        </LabelCell>
      </LabelForm>
      <Box sx={{ mt: 5 }}>
        <SectionHead level={3}>{t('trial.stopWhen')}</SectionHead>
        <Box component="p">{t('trial.stopRule', { sample: trial.minimum_sample, measures })}</Box>
        <Box component="p" sx={quiet}>
          {t('trial.looks')} {t('trial.replaced')}
        </Box>
      </Box>
      {trial.end_cause ? <End trial={trial} /> : null}
    </>
  );
}

function End({ trial }: { trial: Trial }) {
  const { t, code } = useWords();
  const { stop_evidence: evidence } = trial;
  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead level={3}>{t('trial.ended')}</SectionHead>
      <LabelForm head={112}>
        <LabelCell head={t('trial.ended')}>
          {trial.ended_by_name ?? ''} <Moment at={trial.ended_at} />
        </LabelCell>
        <LabelCell head={t('trial.cause')}>
          {code('trialEndCauses', trial.end_cause)} {trial.end_reason ?? ''}
        </LabelCell>
      </LabelForm>
      {evidence ? (
        <Box component="p" sx={{ mt: 2 }}>
          {t('trial.evidence', {
            measure: code('trialMeasures', evidence.measure),
            difference: figure(evidence.measure, evidence.difference.value, true),
            low: figure(evidence.measure, evidence.difference.low, true),
            high: figure(evidence.measure, evidence.difference.high, true),
            champion: evidence.households.champion,
            challenger: evidence.households.challenger,
          })}
        </Box>
      ) : null}
      <Box component="p" sx={quiet}>
        {t('trial.keeps')}
      </Box>
    </Box>
  );
}

const quiet = { mt: 2, fontSize: 13, color: 'var(--ink-2)' } as const;
