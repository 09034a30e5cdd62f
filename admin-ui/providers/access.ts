import type { Abilities, Action, Subject } from '../../api/abilities.ts';

/** The subject that guards each resource (folder, path and react-admin name are the same word). */
const subjects: Record<string, [Action, Subject]> = {
  workspace: ['work', 'case'],
  tasks: ['read', 'task'],
  accounts: ['read', 'account'],
  contacts: ['read', 'contact'],
  promises: ['read', 'promise'],
  sms: ['read', 'sms'],
  letters: ['read', 'letter'],
  payments: ['read', 'payment'],
  messages: ['read', 'message'],
  'hand-overs': ['read', 'hand_over'],
  exchange: ['read', 'exchange_file'],
  rules: ['read', 'rule'],
  calendar: ['read', 'calendar'],
  statistics: ['read', 'report'],
  reports: ['read', 'report'],
  audit: ['read', 'audit'],
  operations: ['read', 'audit'],
  system: ['read', 'operation'],
  settings: ['read', 'setting'],
  staff: ['read', 'staff'],
};

const changing = ['create', 'edit', 'delete'];

/** What react-admin's pages and the drawer ask. A resource without an entry is open to everybody who is logged in. */
export function mayUse(abilities: Abilities, resource: string, action = 'list'): boolean {
  const guard = subjects[resource];
  if (!guard) return true;
  const [needed, subject] = guard;
  return abilities.can(changing.includes(action) ? 'administer' : needed, subject);
}
