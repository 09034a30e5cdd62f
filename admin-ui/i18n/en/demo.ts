import type { demo as words } from '../ja/demo.ts';

export const demo: typeof words = {};
