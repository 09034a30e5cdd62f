import type { exchange as words } from '../ja/exchange.ts';

export const exchange: typeof words = {};
