import { about } from './about.ts';
import { account } from './account.ts';
import { calendar } from './calendar.ts';
import { codes } from './codes.ts';
import { common } from './common.ts';
import { demo } from './demo.ts';
import { exchange } from './exchange.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { letters } from './letters.ts';
import { lists } from './lists.ts';
import { messages } from './messages.ts';
import { operations } from './operations.ts';
import { payments } from './payments.ts';
import { ruleEditor } from './rule-editor.ts';
import { rules } from './rules.ts';
import { settings } from './settings.ts';
import { simulation } from './simulation.ts';
import { sms } from './sms.ts';
import { statistics } from './statistics.ts';
import { trial } from './trial.ts';
import { workspace } from './workspace.ts';

/** The product's words by area; every key is checked where it is used (`useWords`). */
export const ja = {
  about,
  account,
  calendar,
  codes,
  common,
  demo,
  exchange,
  frame,
  home,
  letters,
  lists,
  messages,
  operations,
  payments,
  ruleEditor,
  rules,
  settings,
  simulation,
  sms,
  statistics,
  trial,
  workspace,
};
