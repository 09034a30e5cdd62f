import type { Consequence } from '../../api/schemas/case.ts';
import { dateOf } from '../../domain/time.ts';
import { day, moment } from '../i18n/dates.ts';
import { fill, reasonText } from '../i18n/reason-text.ts';
import type { Words } from '../i18n/useWords.ts';
import type { Wire } from '../providers/status.ts';

export interface Sentence {
  key: string;
  /** The receivables it is about */
  names: string[];
  text: string;
}

/** What saving will do, said once for all receivables for which it is the same. */
export function consequenceSentences(consequences: Wire<Consequence>[], words: Words): Sentence[] {
  const sentences = new Map<string, Sentence>();
  for (const consequence of consequences) {
    const text = sentence(consequence, words);
    const known = sentences.get(text);
    if (known) known.names.push(consequence.receivable_name);
    else sentences.set(text, { key: consequence.account_id, names: [consequence.receivable_name], text });
  }
  return [...sentences.values()];
}

function sentence({ act, waiting_for: waitingFor, until, reasons }: Wire<Consequence>, words: Words): string {
  const { code, language } = words;
  const why = reasons[0];
  if (act !== 'wait')
    return `${code('acts', act)}${language === 'ja' ? '。' : '. '}${why ? reasonText(why, words) : ''}`;
  const params: Record<string, string> = {};
  const dueAt = why?.params?.['dueAt'];
  if (waitingFor === 'callback' && typeof dueAt === 'string') params['until'] = moment(new Date(dueAt), language);
  // The rules wake in the morning of the day: its hour says nothing.
  if (waitingFor !== 'callback' && until) params['until'] = day(dateOf(new Date(until)), language);
  return fill(code('follows', waitingFor), params);
}
