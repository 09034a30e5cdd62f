import { Rules } from './Rules.tsx';

export const rules = { list: Rules };
