import { useEffect } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { addKeyNote } from './key-notes.ts';

export interface HotkeyOptions {
  /** What it does, for the sheet of Alt+/; without one the key is not listed */
  note?: string;
  group?: 'frame' | 'page';
  enabled?: boolean;
}

/**
 * One key of a screen: an Alt chord or a function key, by the key's place ('alt+n', 'alt+enter', 'alt+slash', 'f2', 'alt+1'), live in inputs
 * too and deaf while Japanese text is being converted. No bare letters (WCAG 2.1.4) and never Enter on an input.
 */
export function useHotkey(keys: string, act: (event: KeyboardEvent) => void, options: HotkeyOptions = {}): void {
  const { note, group = 'page', enabled = true } = options;
  useHotkeys(keys, act, {
    enabled,
    enableOnFormTags: true,
    enableOnContentEditable: true,
    preventDefault: true,
    ignoreEventWhen: isConverting,
  });
  useEffect(() => {
    if (note && enabled) return addKeyNote({ keys: keyLabel(keys), note, group });
  }, [keys, note, group, enabled]);
}

/** An input method is still converting; keyCode 229 is how some browsers say it after the composition has ended. */
export function isConverting(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** 'alt+slash' → 'Alt+/' */
export function keyLabel(keys: string): string {
  const names: Record<string, string> = { slash: '/', enter: 'Enter', alt: 'Alt', shift: 'Shift', escape: 'Esc' };
  return keys
    .split('+')
    .map((key) => names[key] ?? key.toUpperCase())
    .join('+');
}
