import { connectedOutcomes, type Outcome } from '../../domain/codes.ts';
import { formatYen } from '../../domain/money.ts';
import { addDays, dateOf, type PlainDate } from '../../domain/time.ts';
import { day } from '../i18n/dates.ts';
import type { Words } from '../i18n/useWords.ts';
import type { TimelineItem } from '../parts/TimelineItems.tsx';
import { type AccountWire, type EventWire, numberOf, textOf } from './account.ts';

export const laneKeys = ['decision', 'call', 'sms', 'letter', 'promise', 'payment'] as const;

export interface Term {
  from: PlainDate;
  to: PlainDate;
}

/** Everything of one account that has a place on the lanes; ids are those of the events where there is one. */
export function lifeItems(account: AccountWire, words: Words, today: PlainDate): TimelineItem[] {
  return [
    ...decisions(account.events, words),
    ...account.events.flatMap((event) => contact(event, words) ?? []),
    ...account.events.flatMap((event) => planned(event, words) ?? []),
    ...account.promises.map((promise) => promiseItem(promise, words, today)),
    ...account.payments.map((payment) => paymentItem(payment, words)),
  ];
}

/** Holds of the whole debtor or account, and an open promise: nothing goes out. */
export function lifeStops(account: AccountWire, label: string, term: Term) {
  const lanes = ['call', 'sms', 'letter'];
  const holds = account.holds
    .filter(({ scope }) => scope !== 'line')
    .map(({ from_date, until_date }) => ({ lanes, from: from_date, to: until_date ?? term.to, label }));
  const promises = account.promises
    .filter(({ state }) => state === 'open')
    .map(({ made_at, promised_for }) => ({ lanes, from: made_at, to: addDays(promised_for, 1), label }));
  return [...holds.slice(0, 1), ...promises].filter(({ from, to }) => to > term.from && from.slice(0, 10) <= term.to);
}

const MAX_ROWS = { letter: 1, call: 2 };

/** Effect windows inside the term as bars in a few rows, letters above calls; where they overlap more, the newest are drawn and the table has all. */
export function windowRows(windows: AccountWire['windows'], { from, to }: Term) {
  const rows: { window: AccountWire['windows'][number]; row: number; first: boolean }[] = [];
  let base = 0;
  for (const channel of ['letter', 'call'] as const) {
    const starts: PlainDate[] = [];
    const own = windows.filter((each) => each.channel === channel && each.to_date >= from && each.from_date <= to);
    for (const window of own.toReversed()) {
      const free = starts.findIndex((start) => start > window.to_date);
      const index = free === -1 ? starts.length : free;
      if (index >= MAX_ROWS[channel]) continue;
      starts[index] = window.from_date;
      rows.push({ window, row: base + index, first: index === 0 && !rows.some(({ row }) => row === base) });
    }
    base += starts.length;
  }
  return rows;
}

/** Lines of the rules that were entered, acts without a lane of their own, and waits, each said once until it changes. */
function decisions(events: EventWire[], { t, code }: Words): TimelineItem[] {
  let last = '';
  return events
    .filter((event) => event.code === 'decision' && !event.future)
    .toReversed()
    .flatMap((event): TimelineItem[] => {
      const act = textOf(event.detail, 'act') ?? '';
      const waitingFor = textOf(event.detail, 'waitingFor');
      const key = waitingFor ?? `${act}${numberOf(event.detail, 'step') ?? ''}`;
      if (key === last || act === 'closeWindow') return [];
      last = key;
      const base = { id: event.id, lane: 'decision', at: event.at };
      if (act === 'enterStep') {
        return [{ ...base, shape: 'tick', label: t('common.ruleLine', { step: numberOf(event.detail, 'step') ?? 0 }) }];
      }
      if (act === 'wait') return [{ ...base, shape: 'not', label: code('waits', waitingFor) }];
      return ['handOff', 'closeEpisode'].includes(act) ? [{ ...base, shape: 'tick', label: code('acts', act) }] : [];
    });
}

function contact({ id, at, code: act, detail, future }: EventWire, { code }: Words): TimelineItem | null {
  const outcome = textOf(detail, 'outcome');
  if (future || act !== 'contact_recorded' || !outcome) return null;
  const kind = textOf(detail, 'kind') ?? 'call';
  const label = code('outcomes', outcome);
  if (kind === 'sms' || kind === 'letter') return { id, lane: kind, at, shape: 'sent', label };
  const talked = connectedOutcomes.includes(outcome as Outcome);
  return { id, lane: 'call', at, shape: talked ? 'contact' : 'miss', label };
}

function planned({ id, at, code: act, detail, future }: EventWire, words: Words): TimelineItem | null {
  if (!future || act === 'window_end' || act === 'promise_due') return null;
  const { t, language } = words;
  const date = day(dateOf(new Date(at)), language);
  if (act === 'designated_due') {
    return { id, lane: 'letter', at, shape: 'planned', label: `${date} ${t('account.designatedDue')}` };
  }
  const what = words.code('waits', textOf(detail, 'waitingFor'));
  return { id, lane: 'decision', at, shape: 'planned', label: `${date} ${t('account.review')}(${what})`, bold: true };
}

function promiseItem(
  { id, made_at, promised_for, amount, paid, state }: AccountWire['promises'][number],
  { t, code, language }: Words,
  today: PlainDate,
): TimelineItem {
  const date = day(promised_for, language);
  const open = state === 'open';
  return {
    id: `promise${id}`,
    lane: 'promise',
    since: made_at,
    at: promised_for,
    shape: open && promised_for >= today ? 'planned' : 'done',
    label: open
      ? t('account.promiseOpen', { date, amount: formatYen(amount) })
      : t('account.promiseJudged', {
          paid: formatYen(paid),
          amount: formatYen(amount),
          state: code('promiseStates', state),
        }),
  };
}

function paymentItem(
  { id, paid_on, amount, method, stage }: AccountWire['payments'][number],
  words: Words,
): TimelineItem {
  const how = words.code(
    stage === 'cancelled' ? 'paymentStages' : 'paymentMethods',
    stage === 'cancelled' ? stage : method,
  );
  return {
    id: `payment${id}`,
    lane: 'payment',
    at: paid_on,
    shape: stage === 'cancelled' ? 'not' : 'sent',
    label: `${formatYen(amount)}${words.t('common.yen')}(${how})`,
  };
}
