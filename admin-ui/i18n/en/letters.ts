import type { letters as words } from '../ja/letters.ts';

export const letters: typeof words = {};
