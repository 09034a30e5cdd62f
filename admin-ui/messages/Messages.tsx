import { Box } from '@mui/material';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { type Kind, stateFilters, useCorrespondence } from './correspondence.ts';
import { ItemDetail } from './ItemDetail.tsx';
import { ItemTable } from './ItemTable.tsx';

/**
 * 取次 and 引継, from both sides: the list by urgency and age, the selected one whole with its next act. A department sees its own.
 * `?kind=&state=&id=` begin with those; else with the kind of which something is open.
 */
export function Messages() {
  const { t } = useWords();
  const [query] = useSearchParams();
  const [asked, setKind] = useState(kinds.find((kind) => kind === query.get('kind')));
  const open = { messages: useOpen('messages'), 'hand-overs': useOpen('hand-overs') };
  const kind = asked ?? (open.messages === 0 && open['hand-overs'] ? 'hand-overs' : 'messages');
  const [state, setState] = useState(stateFilters[kind].find((each) => each === query.get('state')) ?? 'open');
  const [chosen, choose] = useState<string | null>(query.get('id'));
  const { data, error } = useCorrespondence(kind, state);
  const items = data?.items ?? [];
  const selected = items.find(({ id }) => id === chosen) ?? items[0];
  return (
    <Page
      title={t('messages.title')}
      about={t('about.messages')}
      beside={
        <>
          <ToggleGroup
            label={t('messages.which')}
            value={kind}
            choices={kinds.map((value) => ({ value, label: <KindName kind={value} open={open[value]} /> }))}
            onChange={(next) => {
              setKind(next);
              setState('open');
              choose(null);
            }}
          />
          <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
            {data ? t('messages.shown', { smart_count: data.total }) : null}
          </Box>
        </>
      }
      end={
        <ToggleGroup
          label={t('messages.whichState')}
          value={state}
          choices={stateFilters[kind].map((value) => ({ value, label: t(`messages.states.${value}`) }))}
          onChange={setState}
        />
      }
    >
      <Panes columns="minmax(0, 1fr) 444px">
        <Pane>
          <ProblemAlert problem={error} />
          {data && items.length === 0 ? (
            <EmptyState>{t(kind === 'messages' ? 'messages.noneMessages' : 'messages.noneHandOvers')}</EmptyState>
          ) : (
            <ItemTable kind={kind} items={items} selected={selected?.id ?? null} onSelect={choose} />
          )}
        </Pane>
        <Pane side>
          {selected ? (
            <ItemDetail key={`${selected.id}${selected.state}`} kind={kind} item={selected} onActed={choose} />
          ) : (
            <EmptyState>{t('messages.choose')}</EmptyState>
          )}
        </Pane>
      </Panes>
    </Page>
  );
}

function useOpen(kind: Kind): number | undefined {
  return useCorrespondence(kind, 'open').data?.total;
}

function KindName({ kind, open }: { kind: Kind; open: number | undefined }) {
  const { t } = useWords();
  return (
    <>
      {t(`messages.kinds.${kind}`)}
      {open ? <Box sx={{ ml: 1, fontVariantNumeric: 'tabular-nums' }}>{open}</Box> : null}
    </>
  );
}

const kinds = ['messages', 'hand-overs'] as const;
