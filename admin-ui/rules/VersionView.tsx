import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceivableRow } from '../../api/schemas/setting.ts';
import { useWords } from '../i18n/useWords.ts';
import { aboveBar, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { useCan } from '../providers/session.ts';
import type { Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';
import { Events } from './Events.tsx';
import { Findings } from './Findings.tsx';
import { MigrationPane } from './migration/MigrationPane.tsx';
import type { Version, VersionRow } from './rule-version.ts';
import { SimulationPane } from './simulation/SimulationPane.tsx';
import { TryAccount } from './simulation/TryAccount.tsx';
import { StepTable } from './StepTable.tsx';
import { VersionBar } from './VersionBar.tsx';
import { VersionFacts } from './VersionFacts.tsx';

interface VersionViewProps {
  version: Version;
  versions: VersionRow[];
  receivable: Wire<ReceivableRow> | null;
  choose: (id: string) => void;
  edit: (id: string) => void;
}

/** A version to read: its sentences (beside those it was drafted from), what was found and simulated, its facts and its history. */
export function VersionView({ version, versions, receivable, choose, edit }: VersionViewProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  const mayManage = useCan('administer', 'rule');
  const isUnderWay = ['draft', 'requested', 'approved'].includes(version.status);
  const [side, setSide] = useState<'effect' | 'facts'>(isUnderWay ? 'effect' : 'facts');
  const [marked, setMarked] = useState(isUnderWay && version.base !== null);
  const draft = useVerb<{ like: string }, { id: string }>({ path: '/api/rule-versions' });
  const simulate = useVerb<unknown, { id: string }>({ path: '/api/simulations' });
  const ask = () => void queries.invalidateQueries({ queryKey: ['rule-versions'] });
  const isOver = version.status === 'active' || version.status === 'retired';
  return (
    <Box sx={aboveBar}>
      <Panes columns="minmax(0, 1fr) 472px">
        <Pane reachable label={t('rules.steps')}>
          <StepTable
            version={version}
            marked={marked}
            end={
              version.base ? (
                <ToggleGroup
                  label={t('rules.showing')}
                  value={marked ? 'diff' : 'plain'}
                  choices={[
                    { value: 'diff', label: t('rules.diff') },
                    { value: 'plain', label: t('common.ruleVersion', { version: version.version }) },
                  ]}
                  onChange={(value) => setMarked(value === 'diff')}
                />
              ) : null
            }
          />
          {mayManage && isOver ? (
            <Box sx={{ mt: 4, display: 'grid', gap: 2, justifyItems: 'start' }}>
              <ProblemAlert problem={draft.error} />
              <Button
                loading={draft.isPending}
                onClick={() =>
                  draft.mutate(
                    { like: version.id },
                    {
                      onSuccess: ({ id }) => {
                        ask();
                        edit(id);
                      },
                    },
                  )
                }
              >
                {t(version.status === 'active' ? 'rules.draftFrom' : 'rules.rollback', { version: version.version })}
              </Button>
            </Box>
          ) : null}
        </Pane>
        <Pane side label={t('rules.beside')}>
          <Box sx={{ mb: 3 }}>
            <ToggleGroup
              label={t('rules.beside')}
              value={side}
              choices={[
                { value: 'effect', label: t('rules.effectTab') },
                { value: 'facts', label: t('rules.factsTab') },
              ]}
              onChange={setSide}
            />
          </Box>
          {side === 'effect' ? (
            <>
              <Findings version={version} />
              <ProblemAlert problem={simulate.error} />
              <SimulationPane version={version} />
              {mayManage ? <TryAccount version={version} /> : null}
            </>
          ) : (
            <>
              <VersionFacts shown={version} versions={versions} receivable={receivable} choose={choose} />
              <MigrationPane version={version} />
              <Events version={version} />
            </>
          )}
        </Pane>
      </Panes>
      {isUnderWay ? (
        <VersionBar
          version={version}
          onEdit={() => edit(version.id)}
          simulating={simulate.isPending}
          onSimulate={() => {
            setSide('effect');
            simulate.mutate({ kind: 'book', rule_version_id: version.id }, { onSettled: ask });
          }}
        />
      ) : null}
    </Box>
  );
}
