import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import type { ApiProblem } from '../providers/http.ts';
import { CallBand } from './CallBand.tsx';
import { CaseHead } from './CaseHead.tsx';
import { DebtorPane } from './DebtorPane.tsx';
import { HistoryPane } from './HistoryPane.tsx';
import { LostLease } from './LostLease.tsx';
import { ResultForm } from './ResultForm.tsx';
import { Script } from './Script.tsx';
import { type CaseWire, choose, type CallOutcome } from './result.ts';
import { useCall, useForgetCase, useHeartbeat } from './useCase.ts';
import { useDraft } from './useDraft.ts';

/** One held case: whom, the line, the result, the past (ux/workspace). */
export function CaseView({ current, onNext }: { current: CaseWire; onNext: () => void }) {
  const { t } = useWords();
  const notify = useNotify();
  const forget = useForgetCase();
  const [lost, setLost] = useState<ApiProblem | null>(null);
  const [phoneId, setPhoneId] = useState(current.phones.find((phone) => phone.status === 'active')?.id ?? null);
  const line = useCall(current);
  const draft = useDraft(current);
  useHeartbeat(current, setLost);

  const proposed = line.call?.proposed_outcome as CallOutcome | null | undefined;
  const { update } = draft;
  useEffect(() => {
    if (proposed) update((before) => (before.outcome ? before : choose(before, proposed)));
  }, [proposed, update]);

  if (lost) return <LostLease problem={lost} draft={draft.value} onClose={forget} />;

  const recorded = () => {
    notify(t('workspace.recorded'), { type: 'success' });
    forget();
    onNext();
  };

  return (
    <Page title={t('workspace.title')} head={<CaseHead current={current} onReleased={forget} />}>
      <Panes columns="352px minmax(0, 1fr) 324px">
        <Pane side pad={16} label={t('workspace.debtor')}>
          <DebtorPane
            current={current}
            phoneId={phoneId}
            onPhone={setPhoneId}
            draft={draft}
            busy={line.call?.state !== undefined && line.call.state !== 'ended'}
          />
        </Pane>
        <Pane pad={0} column label={t('workspace.callAndResult')}>
          <CallBand current={current} phoneId={phoneId} line={line} />
          <Script current={current} call={line.call} />
          <ResultForm
            current={current}
            phoneId={line.call?.phone_id ?? phoneId}
            call={line.call}
            draft={draft}
            onRecorded={recorded}
            onLost={setLost}
          />
        </Pane>
        <Pane side pad={16} label={t('workspace.history')}>
          <HistoryPane items={current.history} accounts={current.accounts} accountId={current.task.account_id} />
        </Pane>
      </Panes>
    </Page>
  );
}
