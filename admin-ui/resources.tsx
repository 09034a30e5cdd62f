import type { ReactElement } from 'react';
import { Resource } from 'react-admin';
import { letters } from './letters/index.ts';
import workspace from './workspace/index.ts';

/** One line a resource: `<Resource key="accounts" name="accounts" {...accounts} />`. The drawer shows the nouns that are here. */
export const resources: ReactElement[] = [
  <Resource key="letters" name="letters" {...letters} />,
  <Resource key="workspace" name="workspace" {...workspace} />,
];
