import type { ReactElement } from 'react';

/** One line a resource: `<Resource key="accounts" name="accounts" {...accounts} />`. The drawer shows the nouns that are here. */
export const resources: ReactElement[] = [];
