import { Box, Button, Checkbox, FormControlLabel, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { detectable } from '../../../domain/interval.ts';
import { type StopMeasure, stopMeasures } from '../../../domain/trial.ts';
import { addDays, dateOf } from '../../../domain/time.ts';
import { useWords } from '../../i18n/useWords.ts';
import { Loading } from '../../layout/Loading.tsx';
import { DateField } from '../../parts/DateField.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LabelCell, LabelForm } from '../../parts/LabelForm.tsx';
import { aboveBar, Page, Pane, Panes } from '../../parts/Page.tsx';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { useBusinessNow } from '../../providers/status.ts';
import { useVerb } from '../../providers/useVerb.ts';
import { Bar } from '../Bar.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { useRuleVersion, type Version } from '../rule-version.ts';

/** Asks for a trial of a draft that is checked and simulated. */
export function NewTrial() {
  const { t } = useWords();
  const [query] = useSearchParams();
  const chosen = query.get('version');
  const { data: version, error } = useRuleVersion(chosen ?? undefined);
  return (
    <Page
      title={t('trial.begin')}
      about={t('trial.about')}
      beside={version ? `${version.receivable_name} ${t('trial.challenger', { version: version.version })}` : null}
      end={
        <Button component={Link} to="/rules">
          {t('trial.back')}
        </Button>
      }
    >
      {chosen === null ? (
        <EmptyState action={<Link to="/rules">{t('trial.back')}</Link>}>{t('trial.noDraft')}</EmptyState>
      ) : version ? (
        <TrialForm version={version} />
      ) : error ? (
        <ProblemAlert problem={error} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

const USUAL_DAYS = 90;
/** The share for which the form says what so many households can show. */
const USUAL_RATE = 0.3;

function TrialForm({ version }: { version: Version }) {
  const { t, code } = useWords();
  const navigate = useNavigate();
  const now = useBusinessNow();
  const tomorrow = now ? addDays(dateOf(now), 1) : '';
  const [share, setShare] = useState('10');
  const [from, setFrom] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [sample, setSample] = useState('400');
  const [measures, setMeasures] = useState<StopMeasure[]>(['paid']);
  const [reason, setReason] = useState(version.note);
  const request = useVerb<unknown, { id: string }>({ path: '/api/rule-trials' });
  const fromDay = from ?? tomorrow;
  const untilDay = until ?? (fromDay === '' ? '' : addDays(fromDay, USUAL_DAYS - 1));
  const households = Number(sample);
  const isComplete = reason.trim() !== '' && fromDay !== '' && untilDay !== '' && households > 0;
  const toggle = (measure: StopMeasure) =>
    setMeasures(stopMeasures.filter((each) => measures.includes(each) !== (each === measure)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate(
      {
        challenger_version_id: version.id,
        content_hash: version.content_hash,
        share_percent: Number(share),
        from_day: fromDay,
        until_day: untilDay,
        minimum_sample: households,
        stop_measures: measures,
        reason: reason.trim(),
      },
      { onSuccess: ({ id }) => void navigate(`/rules/trials/${id}`) },
    );
  };
  return (
    <Box component="form" onSubmit={submit} aria-label={t('trial.begin')} sx={aboveBar}>
      <Panes columns="minmax(0, 1fr)">
        <Pane reachable label={t('trial.terms')}>
          <Box sx={{ maxWidth: 760 }}>
            <LabelForm head={168}>
              <LabelCell head={t('trial.share')} controls>
                <NumberField
                  label={t('trial.share')}
                  unit={t('trial.shareUnit')}
                  value={share}
                  wrong={!(Number(share) >= 1 && Number(share) <= 50)}
                  change={setShare}
                />
              </LabelCell>
              <LabelCell head={t('trial.from')} controls>
                <DateField label={t('trial.from')} value={fromDay} onChange={setFrom} echo />
              </LabelCell>
              <LabelCell head={t('trial.until')} controls>
                <DateField label={t('trial.until')} value={untilDay} onChange={setUntil} echo />
              </LabelCell>
              <LabelCell head={t('trial.sample')} controls>
                <NumberField
                  label={t('trial.sample')}
                  unit={t('trial.households')}
                  value={sample}
                  wrong={!(households > 0)}
                  change={setSample}
                />
                {households > 0 ? (
                  <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
                    {t('trial.detectable', { points: (detectable(households, USUAL_RATE) * 100).toFixed(1) })}
                  </Box>
                ) : null}
              </LabelCell>
              <LabelCell head={t('trial.stopWhen')} controls>
                <Box role="group" aria-label={t('trial.stopWhen')}>
                  {stopMeasures.map((measure) => (
                    <FormControlLabel
                      key={measure}
                      control={<Checkbox checked={measures.includes(measure)} onChange={() => toggle(measure)} />}
                      label={code('trialMeasures', measure)}
                    />
                  ))}
                </Box>
              </LabelCell>
              <LabelCell head={t('trial.reason')} controls>
                <TextField
                  fullWidth
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                  slotProps={{ htmlInput: { 'aria-label': t('trial.reason'), maxLength: 500 } }}
                />
              </LabelCell>
            </LabelForm>
            <Box component="p" sx={{ mt: 4 }}>
              {t('trial.stopRule', {
                sample,
                measures: measures.map((measure) => code('trialMeasures', measure)).join(t('trial.or')) || '—',
              })}
            </Box>
            <Box component="p" sx={{ mt: 2, fontSize: 13, color: 'var(--ink-2)' }}>
              {t('trial.looks')} {t('trial.sticky')} {t('trial.replaced')} {t('trial.keeps')}
            </Box>
          </Box>
        </Pane>
      </Panes>
      <Bar>
        <Box sx={{ flex: 1 }}>
          <ProblemAlert problem={request.error} />
        </Box>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          loading={request.isPending}
          disabled={!isComplete}
        >
          {t('trial.begin')}
        </Button>
      </Bar>
    </Box>
  );
}
