import type { workspace as words } from '../ja/workspace.ts';

export const workspace: typeof words = {};
