import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../providers/http.ts';
import { type CaseWire, emptyDraft, type ResultDraft } from './result.ts';

const SAVE_AFTER_MS = 800;

export interface Draft {
  value: ResultDraft;
  update: (change: (before: ResultDraft) => ResultDraft) => void;
  savedAt: string | null;
}

/** The result being made up, saved on the server shortly after each change, so that neither a reload nor a lost lease loses a word. */
export function useDraft(current: CaseWire): Draft {
  const [value, setValue] = useState<ResultDraft>(() => ({ ...emptyDraft(current), ...current.draft }));
  const [savedAt, setSavedAt] = useState(current.draft_saved_at);
  const changed = useRef(false);
  const { claim_id, task_id } = current.claim;

  useEffect(() => {
    if (!changed.current) return;
    const timer = window.setTimeout(() => {
      api
        .put<{ saved_at: string }>(`/api/cases/${claim_id}/draft`, { task_id, content: value })
        .then((answer) => setSavedAt(answer.saved_at))
        .catch(() => setSavedAt(null)); // the screen then says that it is not saved; the next change tries again
    }, SAVE_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [value, claim_id, task_id]);

  const update = useCallback((change: (before: ResultDraft) => ResultDraft) => {
    changed.current = true;
    setValue(change);
  }, []);
  return { value, update, savedAt };
}
