import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../i18n/useWords.ts';
import { Moment } from '../../parts/Moment.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { useVerb } from '../../providers/useVerb.ts';
import type { Version } from '../rule-version.ts';
import { BookView } from './BookView.tsx';
import { ReplayView } from './ReplayView.tsx';
import { isUnderWay, useSimulation } from './simulations.ts';

/** 試算: what the draft would do to all open accounts, and what it would have done in past months; with progress while it runs. */
export function SimulationPane({ version }: { version: Version }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const { data, error } = useSimulation(version.simulation?.id);
  const [replayId, setReplayId] = useState<string | null>(null);
  const { data: replay } = useSimulation(replayId);
  const ask = () => void queries.invalidateQueries({ queryKey: ['simulations'] });
  const cancel = useVerb<void, null>({ path: `/api/simulations/${data?.id}/cancel` });
  const again = useVerb<unknown, { id: string }>({ path: '/api/simulations' });
  if (!version.simulation)
    return (
      <Box component="p" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
        {t('simulation.none')}
      </Box>
    );
  return (
    <Box>
      <SectionHead
        level={3}
        end={
          data?.state === 'done' && data.total !== null ? (
            <>
              <Moment at={data.finished_at} /> {t('simulation.of', { smart_count: data.total })}
            </>
          ) : null
        }
      >
        {t('simulation.title')}
      </SectionHead>
      <ProblemAlert problem={error ?? cancel.error ?? again.error} />
      {version.simulation.current ? null : <Notice severity="warning">{t('simulation.outdated')}</Notice>}
      {data && isUnderWay(data) ? (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Progress label={t('simulation.running')} done={data.done} total={data.total ?? 0} />
          <Box>
            <Button size="small" onClick={() => cancel.mutate(undefined, { onSettled: ask })}>
              {t('simulation.cancel')}
            </Button>
          </Box>
        </Box>
      ) : null}
      {data?.state === 'failed' ? <Notice severity="error">{t('simulation.failed')}</Notice> : null}
      {data?.state === 'cancelled' ? <Notice severity="info">{t('simulation.cancelled')}</Notice> : null}
      {data?.book ? (
        <BookView simulationId={data.id} book={data.book} version={version} base={data.base_version} />
      ) : null}
      {data?.book && !replay ? (
        <Button
          size="small"
          sx={{ mt: 3 }}
          loading={again.isPending}
          disabled={version.verbs.simulate === 'no_right'}
          onClick={() =>
            again.mutate({ kind: 'replay', rule_version_id: version.id }, { onSuccess: ({ id }) => setReplayId(id) })
          }
        >
          {t('simulation.replayVerb')}
        </Button>
      ) : null}
      {replay && isUnderWay(replay) ? (
        <Progress label={t('simulation.running')} done={replay.done} total={replay.total ?? 0} />
      ) : null}
      {replay?.replay ? (
        <ReplayView replay={replay.replay} version={version.version} base={replay.base_version} />
      ) : null}
    </Box>
  );
}
