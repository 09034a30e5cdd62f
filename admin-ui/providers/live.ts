import { useQueryClient } from '@tanstack/react-query';
import { throttle } from 'es-toolkit';
import { useEffect } from 'react';
import type { ChangeEvent } from '../../records/event.ts';
import { STATUS_KEY } from './status.ts';

type Noun = ChangeEvent['noun'];
type Listener = (id: string | null) => void;

/** First words of the query keys that a change of the noun makes stale. */
const stale: Record<Noun, string[]> = {
  call: ['call'],
  task: ['tasks', 'accounts', 'home'],
  letter_batch: ['letters', 'letter-batches', 'home'],
  exchange_file: ['exchange', 'exchange-files', 'payments', 'home'],
  message: ['messages', 'home'],
  hand_over: ['hand-overs', 'messages', 'home'],
  sms: ['sms', 'home'],
  rule: ['rule-versions', 'rule-migrations', 'rule-trials', 'channel-stops'],
  calendar: ['calendar-days', 'calendar-changes', 'calendar-change-items', 'tasks', 'home'],
  simulation: ['simulations', 'rule-versions'],
  clock: [],
  demo: ['demo'],
};
const nouns = Object.keys(stale) as Noun[];
/** The clock moved: everything that shows a state or a date may differ. */
const everything: Noun[] = ['clock'];

/** A file or a day of the demo changes hundreds of rows within seconds: a page asks again at most this often. */
const BETWEEN_MS = 1_000;

const listeners = new Map<Noun, Set<Listener>>();

/** Keeps one event stream open and asks again for what changed. Mounted once, by the layout. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/api/events');
    const changed = new Set<Noun>();
    const askAgain = throttle(() => {
      void queries.invalidateQueries({ queryKey: STATUS_KEY });
      if (everything.some((noun) => changed.has(noun))) void queries.invalidateQueries();
      else for (const key of staleBy(changed)) void queries.invalidateQueries({ queryKey: [key] });
      changed.clear();
    }, BETWEEN_MS);
    for (const noun of nouns) {
      source.addEventListener(noun, (event: MessageEvent<string>) => {
        const { id } = JSON.parse(event.data) as { id: string | null };
        changed.add(noun);
        askAgain();
        for (const listener of listeners.get(noun) ?? []) listener(id);
      });
    }
    return () => {
      askAgain.cancel();
      source.close();
    };
  }, [queries]);
}

function staleBy(changed: ReadonlySet<Noun>): Set<string> {
  return new Set([...changed].flatMap((noun) => stale[noun]));
}

/** Calls back when the server says that a noun changed: `useChange('call', (id) => …)`. Pass a stable function. */
export function useChange(noun: Noun, listener: Listener): void {
  useEffect(() => {
    const set = listeners.get(noun) ?? new Set();
    listeners.set(noun, set.add(listener));
    return () => {
      set.delete(listener);
    };
  }, [noun, listener]);
}
