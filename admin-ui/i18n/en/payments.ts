import type { payments as words } from '../ja/payments.ts';

export const payments: typeof words = {
  title: 'Payments',
  paidOn: 'Paid on',
  postedAt: 'Posted',
  who: 'Payer',
  amount: 'Principal',
  lateCharge: 'Late charge',
  stage: 'Stage',
  method: 'Method',
  effectCall: 'Effect: call',
  effectLetter: 'Effect: letter',
  effectTotal: 'Effect: total',
  effectHelp: 'Within 60 days of a call, 90 of a letter; no doubles in the total',
  parked: 'Parked',
  notParked: 'Matched',
  matching: 'Matching',
  empty: 'No payment data has come yet. What the exchange takes in appears here.',
  shown: 'Sum of the %{smart_count} shown',
};
