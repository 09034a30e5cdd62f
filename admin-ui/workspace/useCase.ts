import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { CallState } from '../../api/schemas/case.ts';
import { api, type ApiProblem } from '../providers/http.ts';
import { useChange } from '../providers/live.ts';
import type { Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { CaseWire } from './result.ts';

export type CallWire = Wire<CallState>;

const CASE_KEY = ['case'] as const;
const HEARTBEAT_MS = 30_000;
/** Without a key or pointer for so long the lease may end (design.md § Tasks). */
const IDLE_MS = 10 * 60_000;

/** The case this person holds; null when there is none. */
export function useCurrentCase() {
  return useQuery({
    queryKey: CASE_KEY,
    queryFn: ({ signal }) => api.get<CaseWire | null>('/api/cases/current', signal),
    staleTime: 60_000,
  });
}

/** 次の案件, or one task by its id; the answer becomes the current case. */
export function useTakeCase() {
  const queries = useQueryClient();
  const verb = useVerb<string | null, CaseWire>({
    path: (taskId) => (taskId ? `/api/tasks/${taskId}/claim` : '/api/tasks/next'),
  });
  const { mutate } = verb;
  const take = useCallback(
    (taskId: string | null = null) => mutate(taskId, { onSuccess: (taken) => queries.setQueryData(CASE_KEY, taken) }),
    [mutate, queries],
  );
  return { take, problem: verb.error, pending: verb.isPending, reset: verb.reset };
}

export function useForgetCase(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    queries.setQueryData(CASE_KEY, null);
    void queries.invalidateQueries({ queryKey: ['home'] });
  }, [queries]);
}

/** Keeps the lease while somebody is there; says when it is lost. */
export function useHeartbeat(current: CaseWire, onLost: (problem: ApiProblem) => void): void {
  const { claim_id, version, task_id } = current.claim;
  useEffect(() => {
    let lastInput = performance.now(); // a clock that is set meanwhile ends no lease
    const noted = () => void (lastInput = performance.now());
    const events = ['keydown', 'pointerdown', 'pointermove'] as const;
    for (const event of events) window.addEventListener(event, noted, { passive: true });
    const timer = window.setInterval(() => {
      if (performance.now() - lastInput > IDLE_MS) return;
      api.post(`/api/cases/${claim_id}/heartbeat`, { version, task_id }).catch((problem: ApiProblem) => {
        if (problem.code === 'stale_lease' || problem.code === 'lease_lost') onLost(problem);
      });
    }, HEARTBEAT_MS);
    return () => {
      window.clearInterval(timer);
      for (const event of events) window.removeEventListener(event, noted);
    };
  }, [claim_id, version, task_id, onLost]);
}

/** The call of this case: dial, hang up, and its state as the line says it. */
export function useCall(current: CaseWire) {
  const queries = useQueryClient();
  const key = ['call', current.claim.claim_id];
  const { data: call } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => refresh(queries.getQueryData<CallWire | null>(key) ?? null, signal),
    initialData: current.call,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'ended' ? 1_000 : false),
    staleTime: 500,
  });
  useChange(
    'call',
    useCallback(() => void queries.invalidateQueries({ queryKey: ['call'] }), [queries]),
  );
  const store = { onSuccess: (started: CallWire) => queries.setQueryData(key, started) };
  const dial = useVerb<{ version: number; task_id: string; phone_id: string }, CallWire>({
    path: `/api/cases/${current.claim.claim_id}/calls`,
  });
  const control = useVerb<string, CallWire>({ path: (verb) => `/api/calls/${call?.id}/${verb}` });
  return {
    call,
    dial: (phoneId: string) =>
      dial.mutate({ version: current.claim.version, task_id: current.claim.task_id, phone_id: phoneId }, store),
    control: (verb: 'hang-up' | 'hold' | 'unhold' | 'mute' | 'unmute') => control.mutate(verb, store),
    dialing: dial.isPending,
    problem: dial.error ?? control.error,
  };
}

async function refresh(known: CallWire | null, signal: AbortSignal): Promise<CallWire | null> {
  return known ? api.get<CallWire>(`/api/calls/${known.id}`, signal) : null;
}
