import type { PlainDate } from './time.ts';

export const ruleVersionStatuses = [
  'draft',
  'requested',
  'approved',
  'trial', // followed by a share of the new episodes, beside the active one (G5)
  'active',
  'retired',
  'discarded',
] as const;
export type RuleVersionStatus = (typeof ruleVersionStatuses)[number];

export const ruleVerbs = ['edit', 'check', 'simulate', 'request', 'approve', 'decline', 'withdraw', 'discard'] as const;
export type RuleVerb = (typeof ruleVerbs)[number];

/** Why somebody may not do something with a version now. */
export const ruleRefusals = [
  'no_right', // not a manager, or without the approval right
  'own_work', // who wrote or requested it never approves it
  'not_a_draft',
  'unchanged', // equal to the version it was drafted from
  'base_changed', // another version became active since it was drafted
  'not_checked', // or checked for an earlier content
  'has_errors',
  'not_simulated', // or simulated for an earlier content
  'not_requested',
  'date_past', // its day is today or earlier
] as const;
export type RuleRefusal = (typeof ruleRefusals)[number];

/** What decides about a version's next step. Hashes are of contents. */
export interface RuleVersionFacts {
  status: RuleVersionStatus;
  contentHash: string;
  /** Of the version it was drafted from; null for a receivable's first */
  baseHash: string | null;
  /** No other version became active since it was drafted */
  isBaseActive: boolean;
  checkedHash: string | null;
  hasErrors: boolean;
  /** The content when all accounts were simulated under it, else that of the last simulation */
  simulatedHash: string | null;
  effectiveFrom: PlainDate | null;
  /** Author, everybody who edited it, who requested approval */
  writers: readonly string[];
}

export interface Person {
  id: string;
  /** Manages rules */
  mayManage: boolean;
  /** Holds the approval right for this receivable */
  mayApprove: boolean;
}

/**
 * The first thing that stands against the verb; null when it may be done. Draft → checked → simulated → requested → approved by a second
 * person for the content's hash → active from its day (G2, design.md § Rules).
 */
export function ruleRefusal(
  verb: RuleVerb,
  version: RuleVersionFacts,
  person: Person,
  today: PlainDate,
): RuleRefusal | null {
  switch (verb) {
    case 'edit':
    case 'check':
    case 'simulate':
    case 'discard':
      return notManager(person) ?? notDraft(version);
    case 'request':
      return notManager(person) ?? notDraft(version) ?? notReady(version);
    case 'decline':
      return notApprover(person) ?? notRequested(version) ?? ownWork(version, person);
    case 'approve':
      return (
        notApprover(person) ??
        notRequested(version) ??
        ownWork(version, person) ??
        (version.isBaseActive ? null : 'base_changed') ??
        (isComing(version, today) ? null : 'date_past')
      );
    case 'withdraw':
      return notManager(person) ?? (version.status === 'approved' ? null : notRequested(version));
  }
}

function notManager({ mayManage }: Person): RuleRefusal | null {
  return mayManage ? null : 'no_right';
}

function notApprover({ mayApprove }: Person): RuleRefusal | null {
  return mayApprove ? null : 'no_right';
}

function notDraft({ status }: RuleVersionFacts): RuleRefusal | null {
  return status === 'draft' ? null : 'not_a_draft';
}

function notRequested({ status }: RuleVersionFacts): RuleRefusal | null {
  return status === 'requested' ? null : 'not_requested';
}

function ownWork({ writers }: RuleVersionFacts, { id }: Person): RuleRefusal | null {
  return writers.includes(id) ? 'own_work' : null;
}

function notReady(version: RuleVersionFacts): RuleRefusal | null {
  const { contentHash, baseHash, isBaseActive, checkedHash, hasErrors, simulatedHash } = version;
  if (contentHash === baseHash) return 'unchanged';
  if (!isBaseActive) return 'base_changed';
  if (checkedHash !== contentHash) return 'not_checked';
  if (hasErrors) return 'has_errors';
  return simulatedHash === contentHash ? null : 'not_simulated';
}

/** Rules change at the beginning of a day, never in the middle of one. */
function isComing({ effectiveFrom }: RuleVersionFacts, today: PlainDate): boolean {
  return effectiveFrom !== null && effectiveFrom > today;
}
