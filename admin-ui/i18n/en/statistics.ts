import type { statistics as words } from '../ja/statistics.ts';

export const statistics: typeof words = {
  hour: 'Hour',
  hourOf: '%{hour}:00',
  all: 'All',
  cell: '%{name}: %{connected} of %{calls} calls reached somebody, %{percent}%',
  period: 'Period',
  months: '%{smart_count} month |||| %{smart_count} months',
  kind: 'Kind of number',
  kinds: { all: 'All numbers', none: 'Number not recorded' },
  legend:
    'Colours say how far from the target: green reached, yellow within 10 points, red lower. Fewer than %{few} calls have no colour.',
  total: '%{calls} calls, %{connected} reached somebody, %{percent}% (target %{target}%)',
  table: 'Contact rate of %{group} by weekday and hour',
  empty: 'No calls in this period. Choose another period or kind of number.',
};
