import { Box, ToggleButton } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Consequence } from '../../api/schemas/case.ts';
import { useWords } from '../i18n/useWords.ts';
import { isConverting, keyLabel, useHotkey } from '../parts/hotkeys.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { api, type ApiProblem } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';
import { Consequences } from './Consequences.tsx';
import { bodyOf, type CallOutcome, type CaseWire, choose, groups, keyOf, missing, needsMessage } from './result.ts';
import { NewPhone, ResultFields } from './ResultFields.tsx';
import type { CallWire } from './useCase.ts';
import type { Draft } from './useDraft.ts';

export interface ResultFormProps {
  current: CaseWire;
  phoneId: string | null;
  call: CallWire | null;
  draft: Draft;
  onRecorded: () => void;
  onLost: (problem: ApiProblem) => void;
}

/** The result in two actions: choose it, record it. What follows is written before it is saved. */
export function ResultForm({ current, phoneId, call, draft, onRecorded, onLost }: ResultFormProps) {
  const { t, code } = useWords();
  const talking = call !== null && call.state !== 'ended';
  const lacks = missing(draft.value);
  const body = bodyOf(draft.value, current, call?.id ?? null, phoneId);
  const preview = usePreview(current.claim.claim_id, body);
  const record = useVerb<typeof body, unknown>({ path: `/api/cases/${current.claim.claim_id}/result` });

  const save = () =>
    record.mutate(body, {
      onSuccess: onRecorded,
      onError: (problem) => {
        if (problem.code === 'stale_lease' || problem.code === 'lease_lost') onLost(problem);
      },
    });

  return (
    <Box
      component="form"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isConverting(event.nativeEvent)) event.stopPropagation();
      }}
      sx={{ px: 4, pt: 2, display: 'flex', flexDirection: 'column', flex: '1 0 auto' }}
    >
      <Box>
        <SectionHead end={t(talking ? 'workspace.keysLater' : 'workspace.keysNow')}>
          {t('workspace.result')}
        </SectionHead>
        <LabelForm head={68}>
          {groups.map(({ group, outcomes }) => (
            <LabelCell key={group} head={code('outcomeGroups', group)} controls>
              {outcomes.map((outcome) => (
                <OutcomeButton
                  key={outcome}
                  outcome={outcome}
                  chosen={draft.value.outcome === outcome}
                  keyLive={!talking}
                  onChoose={() => draft.update((before) => choose(before, outcome))}
                />
              ))}
              {group === 'bad_number' ? <NewPhone draft={draft} /> : null}
            </LabelCell>
          ))}
          <ResultFields current={current} draft={draft} />
        </LabelForm>
      </Box>
      <Box sx={footer}>
        <Consequences
          preview={preview.answer}
          pending={preview.pending}
          lacks={lacks}
          refused={preview.problem !== null}
          toDepartment={needsMessage(draft.value.outcome)}
        />
        <ProblemAlert problem={record.error ?? preview.problem} />
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
          <Box sx={{ fontSize: 13, color: 'var(--ink-3)' }}>
            {t(draft.savedAt ? 'workspace.draftSaved' : 'workspace.draftNone')}
          </Box>
          <Box sx={{ ml: 'auto', display: 'flex', alignItems: 'center', gap: 3 }}>
            {talking || lacks ? (
              <span style={{ fontSize: 13 }}>
                {t(talking ? 'workspace.afterCall' : `workspace.missing.${lacks ?? 'chooseResult'}`)}
              </span>
            ) : null}
            <KeyButton
              keys="alt+enter"
              note={t('workspace.record')}
              variant={talking || lacks ? 'outlined' : 'contained'}
              color="primary"
              size="large"
              disabled={talking || lacks !== null}
              loading={record.isPending}
              onClick={save}
            >
              {t('workspace.record')}
            </KeyButton>
          </Box>
        </Box>
      </Box>
    </Box>
  );
}

/** Always in sight: what follows, and the one button. */
const footer = {
  position: 'sticky',
  bottom: 0,
  mt: 'auto',
  py: 2,
  display: 'grid',
  gap: 2,
  bgcolor: 'var(--paper)',
} as const;

interface OutcomeButtonProps {
  outcome: CallOutcome;
  chosen: boolean;
  /** Keys are live in wrap-up only */
  keyLive: boolean;
  onChoose: () => void;
}

function OutcomeButton({ outcome, chosen, keyLive, onChoose }: OutcomeButtonProps) {
  const { code } = useWords();
  const key = keyOf[outcome];
  useHotkey(key ? `alt+${key}` : 'alt+f24', onChoose, { enabled: keyLive && key !== null });
  return (
    <ToggleButton
      value={outcome}
      size="small"
      selected={chosen}
      onChange={onChoose}
      aria-keyshortcuts={key ? keyLabel(`alt+${key}`) : undefined}
      sx={{ minWidth: 102, justifyContent: 'space-between', gap: 2 }}
    >
      {code('outcomes', outcome)}
      <Box component="span" sx={{ color: 'var(--ink-3)' }}>
        {key?.toUpperCase() ?? ''}
      </Box>
    </ToggleButton>
  );
}

const PREVIEW_AFTER_MS = 250;

/** What the rules would do with this result, asked shortly after each change. */
function usePreview(claimId: string, body: unknown) {
  const asked = useSettled(JSON.stringify(body), PREVIEW_AFTER_MS);
  const { data, error, isFetching } = useQuery({
    queryKey: ['preview', claimId, asked],
    queryFn: () => api.post<Wire<Consequence>[]>(`/api/cases/${claimId}/preview`, JSON.parse(asked)),
    enabled: asked !== 'null',
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { answer: body === null ? null : (data ?? null), problem: error, pending: isFetching };
}

/** A value that has not changed for a while. */
function useSettled(value: string, afterMs: number): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => settle(value), afterMs);
    return () => window.clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
