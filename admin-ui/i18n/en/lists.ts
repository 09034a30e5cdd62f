import type { lists as words } from '../ja/lists.ts';

export const lists: typeof words = {};
