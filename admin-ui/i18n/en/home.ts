import type { home as words } from '../ja/home.ts';

export const home: typeof words = {
  title: "Today's work",
  department: 'In charge of %{department}',
  others: 'Waiting now',
  tasks: 'Households to call',
  callbacks: 'Call-backs booked',
  callbacksOverdue: 'Call-backs overdue',
  noResult: 'Calls without a result',
  promises: 'Promises not yet due',
  letters: 'Letter batches in work',
  messages: 'Messages waiting or answered',
  smsUnknown: 'Texts with unknown outcome',
  exchangeErrors: 'Files with errors',
};
