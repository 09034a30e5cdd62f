import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useSession } from '../providers/session.ts';
import { CheckPane } from './CheckPane.tsx';
import { nextOpen, proposedRound, type Round } from './checking.ts';
import { CountPane } from './CountPane.tsx';
import { EnvelopeList } from './EnvelopeList.tsx';
import { type Batch, useEnvelopes } from './queries.ts';
import { StagePane } from './StagePane.tsx';

export interface BatchPanesProps {
  batch: Batch;
  /** Somebody works on this batch: it stays, also when another would be proposed */
  onWork: () => void;
  onPdf: () => void;
  onHanded: () => void;
}

/** The chosen batch: its envelopes, the act that is due, and the count that must come out even. */
export function BatchPanes({ batch, onWork, onPdf, onHanded }: BatchPanesProps) {
  const { t } = useWords();
  const staffId = useSession()?.staff.id ?? '';
  const { data: letters = [], error, isSuccess } = useEnvelopes(batch.id);
  const [asked, setAsked] = useState<Round | null>(null);
  const [place, setPlace] = useState<{ id: string | null; after: number }>({ id: null, after: 0 });
  const round = asked ?? proposedRound(letters, staffId);
  const checking = batch.state === 'printed';
  const picked = letters.find(({ id }) => id === place.id);
  const current = checking ? (picked ?? nextOpen(letters, round, staffId, place.after)) : picked;

  return (
    <Panes columns="380px minmax(0, 1fr) 312px">
      <Pane side label={t('letters.envelopes')}>
        <ProblemAlert problem={error} />
        <EnvelopeList
          letters={letters}
          loaded={isSuccess}
          round={checking ? round : null}
          onRound={(next) => {
            setAsked(next);
            setPlace({ id: null, after: 0 });
          }}
          currentId={current?.id}
          onPick={(id) => setPlace({ id, after: 0 })}
        />
      </Pane>
      <Pane>
        {checking ? (
          <CheckPane
            letters={letters}
            current={current}
            round={round}
            batchId={batch.id}
            onPick={(id) => setPlace({ id, after: 0 })}
            onDone={(letter) => {
              onWork();
              setPlace({ id: null, after: letter.envelope_no ?? 0 });
            }}
          />
        ) : (
          <StagePane batch={batch} letter={picked} onPrinted={onWork} onPdf={onPdf} onHanded={onHanded} />
        )}
      </Pane>
      <Pane label={t('letters.counts')} column>
        <CountPane batch={batch} letters={letters} onPdf={onPdf} />
      </Pane>
    </Panes>
  );
}
