import type { sms as words } from '../ja/sms.ts';

export const sms: typeof words = {};
