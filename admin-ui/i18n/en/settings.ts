import type { settings as words } from '../ja/settings.ts';

export const settings: typeof words = {};
