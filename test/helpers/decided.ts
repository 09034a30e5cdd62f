import { defaultRules } from '../../domain/default-rules.ts';
import type { Decision } from '../../domain/decision.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import { plan } from '../../domain/plan.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { dateOf, instantAt, timeOf } from '../../domain/time.ts';
import { calendar, settings, someFacts } from './plan-facts.ts';

/** A Thursday, open from nine to five. */
export const thursday = instantAt('2026-11-26', '10:00');

const rules = defaultRules('city_tax');
const entered = { stepEnteredAt: instantAt('2026-11-20', '09:00') };

/** What is decided about city tax that entered its step on 20 November, in one line. */
export function decided(
  facts: Partial<AccountFacts>,
  own: Partial<RuleSet> = {},
  more: Partial<typeof settings> = {},
  now = thursday,
): string {
  const surroundings = [{ ...rules, ...own }, { ...settings, ...more }, calendar, now] as const;
  return inWords(plan(someFacts(now, { ...entered, ...facts }), ...surroundings));
}

/** `act details, until …: reasons`, as short as it can be and still say all. */
function inWords({ act: { kind, ...details }, until, reasons }: Decision): string {
  const when = until ? `, until ${dateOf(until)} ${timeOf(until)}` : '';
  const parts = Object.entries(details)
    .filter(([name]) => name !== 'priorityParts' && name !== 'priority')
    .map(([name, value]) =>
      value instanceof Date ? `${name}=${dateOf(value)} ${timeOf(value)}` : `${name}=${String(value)}`,
    );
  const told = reasons.map(({ kind: how, code, params = {} }) =>
    [how, code, ...Object.entries(params).map(([name, value]) => `${name}=${String(value)}`)].join(' '),
  );
  return `${[kind, ...parts].join(' ')}${when}: ${told.join('; ')}`;
}
