import { useSyncExternalStore } from 'react';

export interface KeyNote {
  /** As printed: 'Alt+N' */
  keys: string;
  note: string;
  group: 'frame' | 'page';
}

let notes: KeyNote[] = [];
const listeners = new Set<() => void>();

/** The keys that are live now, for the sheet. */
export function useKeyNotes(): KeyNote[] {
  return useSyncExternalStore(subscribe, () => notes);
}

/** Lists a key until the returned function is called. */
export function addKeyNote(note: KeyNote): () => void {
  set([...notes, note]);
  return () => set(notes.filter((other) => other !== note));
}

function set(next: KeyNote[]): void {
  notes = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
