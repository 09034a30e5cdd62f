import type { account as words } from '../ja/account.ts';

export const account: typeof words = {};
