import { type EffectChannel, notEffectMethods, type PaymentMethod } from './codes.ts';

/** A contact that opened an effect window, with what was owed then (`contact_line`). A contact without a window has no effect. */
export interface EffectContact {
  id: string;
  /** `call`: calls, SMS and inbound calls; `letter`: letters */
  channel: EffectChannel;
  /** First and last day of the window, both included; a letter's first day is its handing over */
  from: string;
  to: string;
  at: Date;
  lines: { lineId: string; outstanding: number }[];
}

export interface EffectPayment {
  id: string;
  stage: 'preliminary' | 'final' | 'cancelled';
  method: PaymentMethod;
  /** 納付日, not the day the data came */
  paidOn: string;
  /** Principal only, yen */
  allocations: { lineId: string; principal: number }[];
}

export interface Attribution {
  paymentId: string;
  lineId: string;
  channel: EffectChannel;
  contactId: string;
  /** Yen */
  amount: number;
  /** Counted in the total, where a payment's line counts once */
  inTotal: boolean;
}

/**
 * Which payments are the effect of which contacts of one account (specification §12(3)イ(エ), domain.md § Contact rate and attribution):
 *
 * 1. A payment counts unless it is cancelled or made by 差押 or 還付充当. Each of its allocations with principal > 0 is looked at alone.
 * 2. Per allocation and column (`call`, `letter`) it belongs to the last contact of that column whose window [from, to] holds the 納付日 and
 *    at which that line was owed: the greatest (from, at, id). Day 0 counts.
 * 3. Its amount is the principal, but no more than the line's outstanding at that contact less the principal of the earlier payments that
 *    belong to the same contact and line, in the order (納付日, payment id). Rows of 0 yen are left out.
 * 4. If the allocation has a row in both columns, the one of the later contact is in the total: the greater (from, at), the call when both
 *    are equal. A single row is in the total.
 *
 * Pure, and independent of the order of contacts, payments and allocations; rows come sorted by payment, line and channel.
 */
export function attribute(contacts: readonly EffectContact[], payments: readonly EffectPayment[]): Attribution[] {
  const candidates = payments
    .filter(({ stage, method }) => stage !== 'cancelled' && !notEffectMethods.includes(method))
    .toSorted((left, right) => compare(left.paidOn, right.paidOn) || compare(left.id, right.id))
    .flatMap((payment) => belongings(contacts, payment));
  const rows = capped(candidates);
  return rows
    .map(({ contact, paymentId, lineId, amount }) => ({
      paymentId,
      lineId,
      channel: contact.channel,
      contactId: contact.id,
      amount,
      inTotal: rows.every(
        (other) => other.paymentId !== paymentId || other.lineId !== lineId || !isLater(other.contact, contact),
      ),
    }))
    .sort(
      (left, right) =>
        compare(left.paymentId, right.paymentId) ||
        compare(left.lineId, right.lineId) ||
        compare(left.channel, right.channel),
    );
}

interface Belonging {
  paymentId: string;
  lineId: string;
  contact: EffectContact;
  outstanding: number;
  amount: number;
}

const columns: readonly EffectChannel[] = ['call', 'letter'];

function belongings(contacts: readonly EffectContact[], { id, paidOn, allocations }: EffectPayment): Belonging[] {
  return allocations
    .filter(({ principal }) => principal > 0)
    .flatMap(({ lineId, principal }) =>
      columns.flatMap((channel) => {
        const last = contacts
          .filter((contact) => contact.channel === channel && contact.from <= paidOn && paidOn <= contact.to)
          .filter((contact) => owedAt(contact, lineId) > 0)
          .toSorted((left, right) => compareContacts(right, left))[0];
        if (!last) return [];
        return [{ paymentId: id, lineId, contact: last, outstanding: owedAt(last, lineId), amount: principal }];
      }),
    );
}

/** Takes from each contact's line in turn, never more than was owed. */
function capped(candidates: readonly Belonging[]): Belonging[] {
  const taken = new Map<string, number>();
  return candidates.flatMap((candidate) => {
    const key = `${candidate.contact.id} ${candidate.lineId}`;
    const before = taken.get(key) ?? 0;
    taken.set(key, before + candidate.amount);
    const amount = Math.min(candidate.amount, Math.max(0, candidate.outstanding - before));
    return amount > 0 ? [{ ...candidate, amount }] : [];
  });
}

function owedAt({ lines }: EffectContact, lineId: string): number {
  return lines.find((line) => line.lineId === lineId)?.outstanding ?? 0;
}

function isLater(other: EffectContact, contact: EffectContact): boolean {
  if (other.channel === contact.channel) return false;
  const order = compare(other.from, contact.from) || Number(other.at) - Number(contact.at);
  return order > 0 || (order === 0 && other.channel === 'call');
}

function compareContacts(left: EffectContact, right: EffectContact): number {
  return compare(left.from, right.from) || Number(left.at) - Number(right.at) || compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
