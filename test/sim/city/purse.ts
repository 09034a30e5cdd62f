import type { PaymentRow } from '../../../domain/exchange-layout.ts';
import type { Reaction } from './reactions.ts';

/** A bill that is owed. */
export interface Owed {
  noticeNo: string;
  period: string;
  dueDate: string;
  balance: number;
}

/**
 * The payments by which a resident does it: one slip a bill, the oldest first, cut where the money ends. `key` makes the city's 納付キー
 * the same whenever this is asked again.
 */
export function slips(
  reaction: Reaction,
  receivable: string,
  addresseeNo: string,
  owed: readonly Owed[],
): PaymentRow[] {
  const oldest = owed
    .toSorted((left, right) => (left.dueDate < right.dueDate ? -1 : 1))
    .filter(({ balance }) => balance > 0);
  const bills = reaction.pays === 'oldest' ? oldest.slice(0, 1) : oldest;
  let left = typeof reaction.pays === 'number' ? reaction.pays : Infinity;
  const rows: PaymentRow[] = [];
  for (const { noticeNo, period, balance } of bills) {
    const amount = Math.min(balance, left);
    if (amount <= 0) break;
    left -= amount;
    rows.push({
      paymentKey: `${reaction.paidOn.replaceAll('-', '')}-${noticeNo}-${period}`,
      receivable,
      addresseeNo,
      noticeNo,
      period,
      stage: isSlow(reaction) ? 'final' : 'preliminary',
      amount,
      lateCharge: 0,
      paidOn: reaction.paidOn,
      method: reaction.method,
    });
  }
  return rows;
}

/** Convenience stores and smartphones tell the next day (速報); counters and the rest only when it is settled (確報). */
export function isSlow({ method }: Pick<Reaction, 'method'>): boolean {
  return method !== 'convenience' && method !== 'smartphone';
}
