import type { messages as words } from '../ja/messages.ts';

export const messages: typeof words = {};
