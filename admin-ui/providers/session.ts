import { createMongoAbility, type RawRuleOf } from '@casl/ability';
import { useSyncExternalStore } from 'react';
import type { Abilities, Action, Subject } from '../../api/abilities.ts';
import type { SessionAnswer } from '../../api/schemas/session.ts';

export interface SessionState {
  staff: SessionAnswer['staff'];
  abilities: Abilities;
  csrfToken: string;
}

let current: SessionState | null = null;
let ended = false;
const listeners = new Set<() => void>();

/** The logged-in person; null before the answer of GET /api/session and after it ended. */
export function useSession(): SessionState | null {
  return useSyncExternalStore(subscribe, session);
}

/** Whether to offer an act at all; the API decides again. `const mayCheck = useCan('check', 'letter')`. */
export function useCan(action: Action, subject: Subject): boolean {
  return useSession()?.abilities.can(action, subject) ?? false;
}

export function session(): SessionState | null {
  return current;
}

export function csrfToken(): string | null {
  return current?.csrfToken ?? null;
}

export function storeSession(answer: SessionAnswer): SessionState {
  const state = {
    staff: answer.staff,
    abilities: createMongoAbility<Abilities>(answer.abilities.map(ruleOf)),
    csrfToken: answer.csrf_token,
  };
  ended = false;
  set(state);
  return state;
}

/** The API serialises its CASL rules; a rule names one action and its subjects. */
function ruleOf({ action, subject }: Record<string, unknown>): RawRuleOf<Abilities> {
  return { action: action as Action, subject: subject as Subject[] };
}

export function clearSession(): void {
  ended = false;
  set(null);
}

/** The server no longer knows the session: the login page says so. */
export function endSession(): void {
  ended = current !== null || ended;
  set(null);
}

export function sessionHasEnded(): boolean {
  return ended;
}

function set(state: SessionState | null): void {
  current = state;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
