import { expect, test } from '@jest/globals';
import { abilitiesOf, type Action, type Subject } from '../../api/abilities.ts';
import { Role } from '../../api/schemas/session.ts';

/** Who may do what is not reading, said again by hand: a grant that says more than it seems fails here (H3). */
const mayOnly: [Action, Subject, Role[]][] = [
  ['work', 'case', ['operator', 'deputy', 'manager']],
  ['work', 'letter', ['operator', 'deputy', 'manager']],
  ['take_over', 'case', ['deputy', 'manager']],
  ['check', 'letter', ['operator', 'deputy', 'manager']],
  ['deliver', 'letter', ['operator', 'deputy', 'manager']],
  ['receive', 'letter', ['clerk']],
  ['answer', 'message', ['clerk']],
  ['answer', 'hand_over', ['clerk']],
  ['administer', 'letter', ['deputy', 'manager']],
  ['administer', 'sms', ['deputy', 'manager']],
  ['administer', 'exchange_file', ['deputy', 'manager', 'clerk']],
  ['administer', 'setting', ['manager', 'administrator']],
  ['administer', 'staff', ['administrator']],
  ['administer', 'rule', ['manager']],
  ['administer', 'calendar', ['manager']],
  ['stop', 'rule', ['deputy', 'manager']],
  ['read', 'trial', ['deputy', 'manager', 'auditor']],
  ['read', 'audit', ['auditor', 'administrator']],
  ['read', 'operation', ['manager', 'auditor', 'administrator']],
  ['read', 'task', ['operator', 'deputy', 'manager', 'auditor']],
  ['read', 'account', ['operator', 'deputy', 'manager', 'auditor', 'clerk']],
  ['reveal', 'account', ['operator', 'deputy', 'manager', 'auditor', 'clerk']],
];

test.each(mayOnly)('%s %s is for nobody else', (action, subject, roles) => {
  expect(Role.options.filter((role) => abilitiesOf({ role, approves_rules: false }).can(action, subject))).toEqual(
    roles,
  );
});

test.each(Role.options)('%s approves rules by the person’s own right only', (role) => {
  expect(abilitiesOf({ role, approves_rules: false }).can('approve', 'rule')).toBe(false);
  expect(abilitiesOf({ role, approves_rules: true }).can('approve', 'rule')).toBe(true);
});
