import type { sms as words } from '../ja/sms.ts';

export const sms: typeof words = {
  title: 'SMS',
  created: 'Created',
  who: 'To',
  number: 'Number',
  purpose: 'Purpose',
  body: 'Text',
  stateAt: 'Receipt',
  empty: 'There is no text yet. What the rules propose and the last check lets pass appears here.',
  unknown:
    'The outcome of %{smart_count} text is not known. Look it up at the provider and say whether it arrived. Nothing is sent again by itself. |||| The outcome of %{smart_count} texts is not known. Look them up at the provider and say whether they arrived. Nothing is sent again by itself.',
  showUnknown: 'Show only these',
  wentOut: 'Arrived',
  didNot: 'Did not',
  wentOutOf: 'The text to %{name} arrived',
  didNotOf: 'The text to %{name} did not arrive',
  settled: 'The outcome is recorded.',
  receipts: '%{smart_count} receipt |||| %{smart_count} receipts',
  receiptsOf: 'Receipts of the text to %{name}',
  receiptNo: 'Arrived',
  providerAt: "Provider's time",
  receivedAt: 'Received here',
  rawCode: "Provider's code",
  outOfOrder:
    "They did not arrive in the order of the provider's times. The furthest state counts, not the last to arrive.",
  lateBy: 'late by %{duration}',
  managerSettles: 'A manager looks it up',
};
