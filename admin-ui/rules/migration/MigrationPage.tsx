import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Link } from 'react-router';
import { useWords } from '../../i18n/useWords.ts';
import { Loading } from '../../layout/Loading.tsx';
import { Figure } from '../../parts/Figure.tsx';
import { LabelCell, LabelForm } from '../../parts/LabelForm.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { aboveBar, Page, Pane, Panes } from '../../parts/Page.tsx';
import { PageUnread } from '../../parts/PageUnread.tsx';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { StateChip } from '../../parts/StateChip.tsx';
import { useVerb } from '../../providers/useVerb.ts';
import { Bar } from '../Bar.tsx';
import { isUnderWay, useMigration } from './migrations.ts';
import { MovedTimers } from './MovedTimers.tsx';

/** Moving running accounts to another version (G4): each timer that moves, the second person's approval, and how far it is. */
export function MigrationPage() {
  const { t, code } = useWords();
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const { data: migration, error } = useMigration(id);
  const approve = useVerb<{ items_hash: string }, unknown>({ path: `/api/rule-migrations/${id}/approve` });
  const discard = useVerb<void, unknown>({ path: `/api/rule-migrations/${id}/discard` });
  const ask = { onSettled: () => void queries.invalidateQueries({ queryKey: ['rule-migrations'] }) };
  if (!migration)
    return (
      <PageUnread
        title={t('rules.migration.head')}
        problem={error}
        back={{ to: '/rules', label: t('rules.migration.back') }}
      />
    );
  const { items_hash } = migration;
  return (
    <Page
      title={t('rules.migration.title', { version: migration.to_version })}
      about={t('rules.migration.about')}
      beside={
        <>
          {migration.receivable_name}
          <StateChip tone={migration.state === 'done' ? 'ok' : 'info'}>
            {code('ruleMigrationStates', migration.state)}
          </StateChip>
        </>
      }
      end={
        <Button component={Link} to="/rules">
          {t('rules.migration.back')}
        </Button>
      }
    >
      <Box sx={aboveBar}>
        <Panes columns="minmax(0, 1fr) 320px">
          <Pane reachable label={t('rules.migration.timers')}>
            {migration.state === 'previewing' ? <Loading /> : <MovedTimers migration={migration} />}
          </Pane>
          <Pane side>
            <Figure label={t('rules.migration.accounts')} value={migration.accounts} unit={t('rules.accounts')} />
            <Figure label={t('rules.migration.changed')} value={migration.changed} unit={t('rules.accounts')} small />
            {isUnderWay(migration) && migration.state !== 'previewing' ? (
              <Progress label={t('rules.migration.moving')} done={migration.moved} total={migration.accounts} />
            ) : null}
            <Box sx={{ mt: 4 }}>
              <LabelForm head={96}>
                <LabelCell head={t('rules.migration.requested')}>
                  {migration.requested_by_name} <Moment at={migration.requested_at} />
                </LabelCell>
                <LabelCell head={t('rules.reason')}>{migration.reason}</LabelCell>
                <LabelCell head={t('rules.stages.approved')}>
                  {migration.approver_name ?? '—'} <Moment at={migration.approved_at} />
                </LabelCell>
                <LabelCell head={t('rules.migration.finished')}>
                  <Moment at={migration.finished_at} />
                </LabelCell>
                {migration.skipped > 0 ? (
                  <LabelCell head={t('rules.migration.skipped')}>{migration.skipped}</LabelCell>
                ) : null}
              </LabelForm>
            </Box>
          </Pane>
        </Panes>
        {migration.state === 'previewed' ? (
          <Bar>
            <Box component="p" sx={{ flex: 1, fontSize: 13, color: 'var(--ink-2)' }}>
              {t(migration.may_approve ? 'rules.migration.approveHelp' : 'rules.migration.second')}
            </Box>
            <ProblemAlert problem={approve.error ?? discard.error} />
            <Button loading={discard.isPending} onClick={() => discard.mutate(undefined, ask)}>
              {t('rules.migration.discard')}
            </Button>
            <Button
              variant="contained"
              color="primary"
              size="large"
              disabled={!migration.may_approve || !items_hash}
              loading={approve.isPending}
              onClick={() => items_hash && approve.mutate({ items_hash }, ask)}
            >
              {t('rules.migration.approve')}
            </Button>
          </Bar>
        ) : null}
      </Box>
    </Page>
  );
}
