import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RuleSet } from '../domain/rules.ts';

/** sha256 of the rule set as canonical JSON (RFC 8785): what an approver approves, and the same whoever wrote the JSON. */
export function ruleHash(content: RuleSet): string {
  return createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest('hex');
}
