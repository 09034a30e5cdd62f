import type { ReactElement } from 'react';
import { Resource } from 'react-admin';
import { accounts } from './accounts/index.ts';
import { letters } from './letters/index.ts';
import { contacts } from './contacts/index.ts';
import { exchange } from './exchange/index.tsx';
import { payments } from './payments/index.ts';
import { promises } from './promises/index.ts';
import { sms } from './sms/index.ts';
import { messages } from './messages/index.ts';
import { tasks } from './tasks/index.ts';
import { audit } from './audit/index.ts';
import { system } from './system/index.ts';
import { calendar } from './calendar/index.tsx';
import { rules } from './rules/index.tsx';
import { statistics } from './statistics/index.ts';
import { settings } from './settings/index.ts';
import { workspace } from './workspace/index.ts';

/** One line a resource: `<Resource key="accounts" name="accounts" {...accounts} />`. The drawer shows the nouns that are here. */
export const resources: ReactElement[] = [
  <Resource key="accounts" name="accounts" {...accounts} />,
  <Resource key="contacts" name="contacts" {...contacts} />,
  <Resource key="promises" name="promises" {...promises} />,
  <Resource key="tasks" name="tasks" {...tasks} />,
  <Resource key="letters" name="letters" {...letters} />,
  <Resource key="exchange" name="exchange" {...exchange} />,
  <Resource key="payments" name="payments" {...payments} />,
  <Resource key="sms" name="sms" {...sms} />,
  <Resource key="messages" name="messages" {...messages} />,
  <Resource key="audit" name="audit" {...audit} />,
  <Resource key="system" name="system" {...system} />,
  <Resource key="calendar" name="calendar" {...calendar} />,
  <Resource key="rules" name="rules" {...rules} />,
  <Resource key="statistics" name="statistics" {...statistics} />,
  <Resource key="settings" name="settings" {...settings} />,
  <Resource key="workspace" name="workspace" {...workspace} />,
];
