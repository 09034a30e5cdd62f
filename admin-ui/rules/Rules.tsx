import { Box } from '@mui/material';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useReceivables } from '../parts/ReceivableFilter.tsx';
import { RunningStops, StopForm } from './ChannelStops.tsx';
import { Editor } from './editor/Editor.tsx';
import { RulesHead } from './RulesHead.tsx';
import { type Version, type VersionRow, useRuleVersion, useRuleVersions } from './rule-version.ts';
import { Stages } from './Stages.tsx';
import { RunningTrial } from './trial/RunningTrial.tsx';
import { VersionView } from './VersionView.tsx';

/**
 * 規則: one version of one receivable's rules, read as sentences beside what it would change, with what is to be done with it next. The newest
 * version that is under way is shown first, else the active one.
 */
export function Rules() {
  const { t, language } = useWords();
  const [query, setQuery] = useSearchParams();
  const receivables = useReceivables();
  const { data: versions, error } = useRuleVersions();
  const [stopping, setStopping] = useState(false);
  const code = query.get('receivable') ?? receivables[0]?.code ?? '';
  const receivable = receivables.find((each) => each.code === code) ?? null;
  const own = (versions ?? []).filter(({ receivable_code }) => receivable_code === code);
  const shown = own.find(({ id }) => id === query.get('version')) ?? firstToShow(own);
  const { data: version, error: versionError } = useRuleVersion(shown?.id);
  const choose = (id: string) => setQuery({ receivable: code, version: id });
  const edited = query.get('edit');
  const [opened, setOpened] = useState<Version | null>(null);
  // As it was when its editing began: what somebody else does to it meanwhile takes nothing away that is being typed.
  if (version && version.id === edited && opened?.id !== edited && version.verbs.edit === null) setOpened(version);
  if (opened && opened.id !== edited) setOpened(null);

  if (version && opened?.id === version.id && edited === version.id)
    return <Editor key={opened.id} version={opened} saved={version} onDone={() => choose(version.id)} />;
  return (
    <Page
      title={t('rules.title')}
      head={
        <RulesHead
          receivable={code}
          chooseReceivable={(next) => setQuery({ receivable: next })}
          version={version ?? null}
          versions={own}
          choose={choose}
          stop={() => setStopping(true)}
        />
      }
    >
      <Box
        sx={{
          display: 'grid',
          gridTemplateRows: 'auto minmax(0, 1fr)',
          gridTemplateColumns: 'minmax(0, 1fr)',
          minHeight: 0,
        }}
      >
        <Box>
          {stopping ? (
            <StopForm
              receivable={receivable && { code, name: language === 'ja' ? receivable.name_ja : receivable.name_en }}
              onDone={() => setStopping(false)}
            />
          ) : null}
          <RunningStops />
          <RunningTrial receivable={code} />
          {version ? <Stages version={version} /> : null}
        </Box>
        {version ? (
          <VersionView
            key={version.id}
            version={version}
            versions={own}
            receivable={receivable}
            choose={choose}
            edit={(id) => setQuery({ receivable: code, version: id, edit: id })}
          />
        ) : (
          <Panes columns="minmax(0, 1fr)">
            <Pane>
              <ProblemAlert problem={error ?? versionError} />
              {!versions && !error ? <Loading /> : null}
              {versions && !shown ? <EmptyState>{t('rules.none')}</EmptyState> : null}
            </Pane>
          </Panes>
        )}
      </Box>
    </Page>
  );
}

const underWay: Version['status'][] = ['requested', 'draft', 'approved'];

function firstToShow(versions: VersionRow[]): VersionRow | undefined {
  return (
    versions.find(({ status }) => underWay.includes(status)) ??
    versions.find(({ status }) => status === 'active') ??
    versions[0]
  );
}
