import { Box } from '@mui/material';
import { formatYen } from '../../../domain/money.ts';
import { type TrialMeasure, trialMeasures, type Verdict } from '../../../domain/trial-effect.ts';
import { type TrialArm, trialArms } from '../../../domain/trial.ts';
import { useWords } from '../../i18n/useWords.ts';
import { Progress } from '../../parts/Progress.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { StateChip } from '../../parts/StateChip.tsx';
import { Table } from '../../parts/Table.tsx';
import { type Estimate, figure, type Trial } from './trials.ts';
import { Whisker } from './Whisker.tsx';

const shapes = { champion: 'circle', challenger: 'diamond' } as const;
const tones: Record<Verdict, 'plain' | 'ok' | 'bad' | 'info'> = {
  too_few: 'plain',
  better: 'ok',
  worse: 'bad',
  undecided: 'info',
};
const counted = ['households', 'episodes', 'calls', 'calls_reached', 'contacts', 'yen', 'households_watched'] as const;

/** Both arms side by side: each measure with its intervals drawn and in figures, the counts they come from, and how far the sample is. */
export function Effect({ trial }: { trial: Trial }) {
  const { t, code } = useWords();
  const { effect, minimum_sample: needed } = trial;
  const name = (arm: TrialArm) => t(`trial.${arm}`, { version: trial[`${arm}_version`] });
  const done = Math.min(effect.arms.champion.households, effect.arms.challenger.households);
  return (
    <>
      <SectionHead>{t('trial.effect')}</SectionHead>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, mb: 4 }}>
        {trialArms.map((arm) => (
          <Progress
            key={arm}
            label={`${name(arm)} ${t('trial.progress')}`}
            done={effect.arms[arm].households}
            total={needed}
          />
        ))}
      </Box>
      {done < needed ? (
        <Box component="p" sx={{ mb: 3 }}>
          <StateChip tone="warn">{t('trial.tooFew', { done, needed })}</StateChip>
        </Box>
      ) : null}
      {trialMeasures.map((measure) => (
        <Box component="section" key={measure} aria-label={code('trialMeasures', measure)} sx={{ mb: 5 }}>
          <SectionHead
            level={3}
            end={
              <StateChip tone={tones[effect.verdicts[measure]]}>
                {t(`trial.verdicts.${effect.verdicts[measure]}`)}
              </StateChip>
            }
          >
            {code('trialMeasures', measure)}
          </SectionHead>
          <Box component="p" sx={{ mb: 2, fontSize: 13, color: 'var(--ink-2)' }}>
            {t(`trial.measureHelp.${measure}`)}
          </Box>
          <Measured trial={trial} measure={measure} name={name} />
        </Box>
      ))}
      <SectionHead level={3}>{t('trial.counts')}</SectionHead>
      <Table
        label={t('trial.counts')}
        columns={[
          { key: 'count', head: '', cell: (count) => t(`trial.count.${count}`) },
          ...trialArms.map((arm) => ({
            key: arm,
            head: name(arm),
            number: true,
            cell: (count: (typeof counted)[number]) => formatYen(effect.arms[arm][count]),
          })),
        ]}
        rows={[...counted]}
        rowKey={(count) => count}
      />
      <Box component="p" sx={{ mt: 3, fontSize: 13, color: 'var(--ink-2)' }}>
        {t('trial.method')} {t('trial.sticky')}
      </Box>
    </>
  );
}

interface MeasuredProps {
  trial: Trial;
  measure: TrialMeasure;
  name: (arm: TrialArm) => string;
}

function Measured({ trial, measure, name }: MeasuredProps) {
  const { t, code } = useWords();
  const { arms, difference } = trial.effect;
  const ends = trialArms.flatMap((arm) => endsOf(arms[arm].estimates[measure]));
  const widest = Math.max(...endsOf(difference[measure]).map(Math.abs), 0);
  const text = (estimate: Estimate | null, signed: boolean) =>
    estimate
      ? t('trial.interval', {
          value: figure(measure, estimate.value, signed),
          low: figure(measure, estimate.low, signed),
          high: figure(measure, estimate.high, signed),
        })
      : t('trial.noValue');
  return (
    <Table<TrialArm | 'difference'>
      label={code('trialMeasures', measure)}
      columns={[
        {
          key: 'of',
          head: t('trial.measure'),
          width: 232,
          cell: (row) => (row === 'difference' ? t('trial.difference') : name(row)),
        },
        {
          key: 'drawn',
          head: '',
          width: 264,
          cell: (row) =>
            row === 'difference' ? (
              <Whisker estimate={difference[measure]} from={-widest} to={widest} shape="square" zero />
            ) : (
              <Whisker
                estimate={arms[row].estimates[measure]}
                from={Math.min(...ends, 0)}
                to={Math.max(...ends, 0)}
                shape={shapes[row]}
              />
            ),
        },
        {
          key: 'figure',
          head: code('trialMeasures', measure),
          number: true,
          cell: (row) =>
            row === 'difference' ? <b>{text(difference[measure], true)}</b> : text(arms[row].estimates[measure], false),
        },
      ]}
      rows={[...trialArms, 'difference']}
      rowKey={(row) => row}
    />
  );
}

function endsOf(estimate: Estimate | null): number[] {
  return estimate ? [estimate.low, estimate.high] : [];
}
