import { formatYen } from '../../domain/money.ts';
import type { Words } from '../i18n/useWords.ts';
import { dateOf } from '../../domain/time.ts';
import { day } from '../i18n/dates.ts';
import { type EventWire, numberOf, textOf } from './account.ts';

/** 誰が: the person, or what acted. */
export function whoOf(event: EventWire, { code }: Words): string {
  return event.actor_name ?? code('actors', event.actor_kind);
}

/** 何を: the act, the kind of contact, or what will be due. */
export function whatOf({ code: act, detail }: EventWire, { t, code }: Words): string {
  switch (act) {
    case 'decision':
      return textOf(detail, 'act') === 'wait'
        ? code('waits', textOf(detail, 'waitingFor'))
        : code('acts', textOf(detail, 'act'));
    case 'contact_recorded':
      return textOf(detail, 'kind') ? code('contactKinds', textOf(detail, 'kind')) : t('account.historyTaken');
    case 'next_decision':
      return t('account.review');
    case 'promise_due':
      return t('account.promiseDue');
    case 'window_end':
      return t('account.windowEnd');
    case 'designated_due':
      return t('account.designatedDue');
    default:
      return code('ledgerActs', act);
  }
}

/** 結果: what came of it, in one short phrase; null when there is nothing to add. */
export function resultOf({ code: act, at, detail, until }: EventWire, words: Words): string | null {
  const { t, code, language } = words;
  const date = (name: string) => day(textOf(detail, name) ?? '', language);
  const yen = (name: string) => formatYen(numberOf(detail, name) ?? 0);
  switch (act) {
    case 'decision':
      return until
        ? t('account.toDay', {
            date: day(dateOf(new Date(until)), language, {
              year: dateOf(new Date(until)).slice(0, 4) !== dateOf(new Date(at)).slice(0, 4),
            }),
          })
        : stepOf(detail, words);
    case 'contact_recorded': {
      const outcome = textOf(detail, 'outcome');
      if (!outcome) return t('account.records', { smart_count: numberOf(detail, 'contacts') ?? 0 });
      const who = textOf(detail, 'spokeWith');
      return who ? `${code('outcomes', outcome)}・${code('spokeWith', who)}` : code('outcomes', outcome);
    }
    case 'next_decision':
      return code('waits', textOf(detail, 'waitingFor'));
    case 'promise_made':
    case 'promise_due':
      return t('account.promiseOf', { date: date('promisedFor'), amount: yen('amount') });
    case 'promise_judged':
      return `${code('promiseStates', textOf(detail, 'verdict'))} ${yen('paid')}${t('common.yen')}`;
    case 'payment_posted':
    case 'payment_changed':
    case 'payment_cancelled':
      return numberOf(detail, 'amount') === null ? null : `${yen('amount')}${t('common.yen')}`;
    case 'window_opened':
    case 'window_end':
      return t('account.fromDay', {
        channel: code('effectChannels', textOf(detail, 'channel')),
        date: date('fromDate'),
      });
    case 'window_closed':
      return t('account.effectOf', {
        channel: code('effectChannels', textOf(detail, 'channel')),
        amount: yen('effect'),
      });
    case 'designated_due':
      return date('designatedDue');
    case 'rule_moved':
      return stepOf(detail, words);
    case 'run_resumed':
      return code('losses', textOf(detail, 'loss'));
    case 'sms_receipt':
      return code('smsStates', textOf(detail, 'state'));
    case 'sms_planned':
      return code('smsPurposes', textOf(detail, 'purpose'));
    case 'message_sent':
      return code('messageKinds', textOf(detail, 'kind'));
    case 'hand_over_sent':
      return code('handOverReasons', textOf(detail, 'reason'));
    case 'gate_refused':
    case 'sms_refused':
    case 'letter_refused':
      return code('refusals', textOf(detail, 'refusal'));
    case 'letter_returned':
      return code('returnReasons', textOf(detail, 'reason'));
    case 'phone_changed':
      return textOf(detail, 'status') ? code('phoneStatus', textOf(detail, 'status')) : null;
    case 'episode_closed':
      return code('closeReasons', textOf(detail, 'reason'));
    case 'letter_checked':
      return t('account.round', {
        round: numberOf(detail, 'round') ?? 1,
        result: code('checkResults', textOf(detail, 'result')),
      });
    default:
      return null;
  }
}

function stepOf(detail: Record<string, unknown>, { t }: Words): string | null {
  const step = numberOf(detail, 'step');
  return step === null ? null : t('common.ruleLine', { step });
}
