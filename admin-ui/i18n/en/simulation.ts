import type { simulation as words } from '../ja/simulation.ts';

export const simulation: typeof words = {
  title: 'Simulation',
  none: 'Press “Simulate”: all running cases are followed under this version, and you see whose treatment changes and the load of each day. Nothing happens to the cases.',
  of: 'of all %{smart_count}',
  outdated: 'The content has changed since this simulation. Simulate again.',
  running: 'Simulating',
  cancel: 'Stop simulating',
  failed: 'It could not be simulated. Try again; if it happens again, tell your administrator.',
  cancelled: 'The simulation was stopped.',
  alarms: 'Warnings',
  noAlarms: 'Within seats, printing and texts',
  stop: 'Stop and look',
  look: 'Mind',
  alarmTexts: {
    nobody_called: 'Nobody is called at all (%{before} calls under the version in force).',
    everybody_today: '%{calls} of the %{accounts} cases with a number become due for a call at once on %{date}.',
    over_seats:
      'The seats make %{limit} calls a day: on %{date} %{waiting} cases wait for the next day (%{before} under the version in force).',
    over_letters:
      '%{limit} letters a day can be printed and checked: on %{date} %{waiting} wait for the next day (%{before} under the version in force).',
    over_sms: 'More texts than planned for a month: %{sms} of %{limit}.',
  },
  changed: 'Treated differently',
  share: 'cases, %{share}%',
  nothingChanges: 'No case is treated differently.',
  whatToPlot: 'What to plot',
  columns: {
    calls: 'Calls',
    sms: 'Texts',
    letters: 'Letters',
    hand_overs: 'Hand-overs',
    calls_waiting: 'Waiting for a seat',
    letters_waiting: 'Waiting for the printer',
  },
  day: 'Day',
  limit: 'limit %{limit}',
  debtor: 'Debtor',
  now: 'In force',
  then: 'This version',
  replayVerb: 'Replay the past three months under both',
  replay: 'Replay',
  replayHelp:
    '%{smart_count} cases from %{from} to %{to} under both versions, with the payments that came and the rates at which their numbers answered. The contact rate with its 95 % interval.',
  contactRate: 'Contact rate',
  difference: 'Difference',
  interval: '%{low} to %{high} pt',
};
