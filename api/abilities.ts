import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import type { Role } from './schemas/session.ts';

export type Action =
  | 'read'
  | 'work' // claim, call, record; of letters: 返戻
  | 'take_over'
  | 'reveal' // see masked personal data, logged
  | 'administer' // not CASL's 'manage', which means every action
  | 'check' // 封入確認
  | 'deliver'
  | 'receive'
  | 'answer'
  | 'approve'
  | 'stop' // 緊急停止
  | 'advance';

export type Subject =
  | 'all'
  | 'case'
  | 'account'
  | 'contact'
  | 'promise'
  | 'task'
  | 'sms'
  | 'letter'
  | 'payment'
  | 'message'
  | 'hand_over'
  | 'exchange_file'
  | 'rule'
  | 'trial' // on which side an account is; who calls need not know
  | 'calendar'
  | 'report'
  | 'audit'
  | 'operation'
  | 'setting'
  | 'staff'
  | 'demo';

export type Abilities = MongoAbility<[Action, Subject]>;

const caseNouns: Subject[] = [
  'account',
  'contact',
  'promise',
  'task',
  'sms',
  'letter',
  'payment',
  'message',
  'hand_over',
];

/** H3, said once: what each role may do. A clerk's rows are cut down to the own department in SQL besides. */
const grants: Record<Role, [Action, Subject[]][]> = {
  operator: [
    ['read', [...caseNouns, 'rule', 'calendar']],
    ['reveal', ['account']],
    ['work', ['case', 'letter', 'message', 'hand_over']],
    ['check', ['letter']],
    ['deliver', ['letter']],
    ['advance', ['demo']],
  ],
  deputy: [
    ['read', [...caseNouns, 'exchange_file', 'rule', 'trial', 'calendar', 'report']],
    ['reveal', ['account']],
    ['work', ['case', 'letter', 'message', 'hand_over']],
    ['take_over', ['case']],
    ['check', ['letter']],
    ['deliver', ['letter']],
    ['administer', ['letter', 'sms', 'exchange_file', 'payment']],
    ['stop', ['rule']],
    ['advance', ['demo']],
  ],
  manager: [
    ['read', [...caseNouns, 'exchange_file', 'rule', 'trial', 'calendar', 'report', 'setting', 'operation']],
    ['reveal', ['account']],
    ['work', ['case', 'letter', 'message', 'hand_over']],
    ['take_over', ['case']],
    ['check', ['letter']],
    ['deliver', ['letter']],
    ['administer', ['letter', 'sms', 'exchange_file', 'payment', 'setting', 'rule', 'calendar']],
    ['stop', ['rule']],
    ['advance', ['demo']],
  ],
  auditor: [
    ['read', [...caseNouns, 'exchange_file', 'rule', 'trial', 'calendar', 'report', 'audit', 'setting', 'operation']],
    ['reveal', ['account']],
    ['advance', ['demo']],
  ],
  clerk: [
    [
      'read',
      [
        'account',
        'contact',
        'promise',
        'letter',
        'payment',
        'message',
        'hand_over',
        'exchange_file',
        'rule',
        'calendar',
        'report',
      ],
    ],
    ['reveal', ['account']],
    ['receive', ['letter']],
    ['answer', ['message', 'hand_over']],
    ['administer', ['exchange_file']],
    ['advance', ['demo']],
  ],
  administrator: [
    ['read', ['exchange_file', 'rule', 'calendar', 'setting', 'staff', 'audit', 'operation']],
    ['administer', ['setting', 'staff']],
    ['advance', ['demo']],
  ],
};

/** The right to approve rules is a person's, not a role's: the deputy, or a clerk for the own department's receivables. */
export function abilitiesOf(staff: { role: Role; approves_rules: boolean }): Abilities {
  const { can, build } = new AbilityBuilder<Abilities>(createMongoAbility);
  for (const [action, subjects] of grants[staff.role]) can(action, subjects);
  if (staff.approves_rules) can('approve', 'rule');
  return build();
}
