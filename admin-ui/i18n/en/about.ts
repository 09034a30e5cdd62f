import type { about as ja } from '../ja/about.ts';

export const about: typeof ja = {
  home: "Today's work and how far it is. “Next case” gives you the case that the rules chose, with the reason.",
  overview: 'How far today’s work is and which homes come next. Each figure opens its list.',
  office: 'For the department: answer messages and hand-overs, receive letters, correct and resend data with errors.',
  administration:
    'For the administrator: settings, files, the state of the system, audit. No access to any person’s case.',
  workspace: 'One home is held by one person: nobody else can ring it meanwhile.',
  tasks: 'In the order of “Next case”, with call-backs.',
  accounts: 'Arrears by debtor and receivable. Open a name for what happened, what comes next and why.',
  contacts: 'Every call, text and letter. A correction is a new row; nothing is overwritten.',
  promises:
    'Promises and whether they were kept, judged when the payment data has passed the day. A broken one is called about next day.',
  sms: 'Texts proposed by the rules. One of unknown outcome is never sent again; a person finds out.',
  letters: 'Make a batch, print, check by two people, hand over to the department. Its effect window begins that day.',
  receiving: 'Batches handed over by the centre: check the delivery note and the number, then receive them.',
  payments: 'Payments from the departments: they stop what has become pointless and count as effect.',
  messages: 'Messages do not stop reminders; a case handed over is the department’s until it is returned.',
  exchange: 'Files from the departments. Check the differences first; one with errors changes nothing.',
  rules:
    'The steps of reminding, by receivable. A case keeps the version it began with; every decision cites its line.',
  calendar: 'Weekday, evening and holiday sessions. Calls, texts and deadlines follow this calendar.',
  statistics: 'How many calls were answered, by weekday and hour. Good hours decide the order of the next calls.',
  audit: 'Who looked at what and did what, when. Looking at personal data and exporting are logged one by one.',
  system: 'What runs, what lags, how old the city’s data are, and what to do about each.',
  settings:
    'Letters, season, late charge and effect windows by receivable. A change is in the ledger and counts from the next decision.',
  layouts: 'Columns and formats of the files, to hand to the department’s staff.',
};
