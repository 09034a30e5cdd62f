import { Box } from '@mui/material';
import { Link } from 'react-router';
import { formatYen } from '../../domain/money.ts';
import { dateOf, timeOf } from '../../domain/time.ts';
import { day, legalDate, moment } from '../i18n/dates.ts';
import { reasonText } from '../i18n/reason-text.ts';
import { type Words, type WordKey, useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { reasonHeads } from '../parts/Reasons.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import type { AccountWire, EventWire } from './account.ts';
import { resultOf, whatOf, whoOf } from './event-words.ts';

/** One event whole: why, why now, why not, the line of the rules, what was looked at, its number in the ledger. */
export function EventDetail({ account, event }: { account: AccountWire; event: EventWire | null }) {
  const words = useWords();
  const { t } = words;
  if (!event) return <EmptyState>{t('account.choose')}</EmptyState>;
  const inputs = inputsOf(event);
  return (
    <>
      <SectionHead end={<ExactTime at={event.at} />}>{whatOf(event, words)}</SectionHead>
      <LabelForm head={92}>
        <LabelCell head={t('common.who')}>{whoOf(event, words)}</LabelCell>
        {(['why', 'why_now', 'why_not'] as const).map((kind) => {
          const reasons = event.reasons.filter((reason) => reason.kind === kind);
          if (reasons.length === 0) return null;
          return (
            <LabelCell key={kind} head={t(reasonHeads[kind])} tone={kind === 'why_not' ? 'strong' : 'accent'}>
              {reasons.map((reason, index) => (
                <div key={`${reason.code}${index}`}>{reasonText(reason, words)}</div>
              ))}
            </LabelCell>
          );
        })}
        {event.kind !== 'decision' || event.future ? (
          <LabelCell head={t('common.result')}>{resultOf(event, words) ?? '—'}</LabelCell>
        ) : null}
        {event.text ? <LabelCell head={t('account.text')}>{event.text}</LabelCell> : null}
        {event.until ? (
          <LabelCell head={t('account.until')}>
            <Moment at={event.until} year />
          </LabelCell>
        ) : null}
        {event.rule_version !== null ? (
          <LabelCell head={t('account.rules')}>
            <Link to={`/rules?receivable=${account.receivable_code}`}>
              {t('account.ruleLink', {
                receivable: account.receivable_name,
                version: event.rule_version,
                step: event.step ?? 0,
              })}
            </Link>
            {account.episode?.rule_version === event.rule_version ? (
              <Box component="span" sx={{ ml: 3, fontFamily: 'var(--mono)', fontSize: 13, color: 'var(--ink-3)' }}>
                {account.episode.rule_hash}
              </Box>
            ) : null}
          </LabelCell>
        ) : null}
        {inputs.length > 0 ? (
          <LabelCell head={t('account.inputs')}>
            {inputs.map(([name, value]) => (
              <Box key={name} component="span" sx={{ display: 'inline-block', mr: 3 }}>
                {inputName(name, words)} <b>{inputValue(name, value, words)}</b>
              </Box>
            ))}
          </LabelCell>
        ) : null}
        <LabelCell head={t('account.ledgerNo')}>
          {event.ledger_no === null ? (
            t(event.future ? 'account.planned' : 'account.noLedger')
          ) : (
            <span style={{ fontFamily: 'var(--mono)' }}>L-{String(event.ledger_no).padStart(7, '0')}</span>
          )}
        </LabelCell>
      </LabelForm>
    </>
  );
}

function ExactTime({ at }: { at: string }) {
  const { language } = useWords();
  const instant = new Date(at);
  return (
    <time dateTime={at}>
      {legalDate(dateOf(instant), language, 'kanji')} {timeOf(instant)}
    </time>
  );
}

const firstInputs = ['amount', 'lines', 'oldestDue'];

/** What was looked at: what is owed first; what is none is left out. */
function inputsOf({ inputs }: EventWire): [name: string, value: unknown][] {
  const found = Object.entries(inputs ?? {}).filter(([, value]) => value !== null && value !== 0);
  const rank = ([name]: [string, unknown]) =>
    firstInputs.includes(name) ? firstInputs.indexOf(name) : firstInputs.length;
  return found.toSorted((left, right) => rank(left) - rank(right));
}

function inputName(name: string, { t }: Words): string {
  const key = `account.input.${name}` as WordKey;
  const word = t(key);
  return word === key ? name : word;
}

const counted = ['calls', 'connections', 'missesWeekday', 'missesEvening', 'missesHoliday', 'brokenPromises'];

function inputValue(name: string, value: unknown, { t, code, language }: Words): string {
  if (typeof value === 'number') {
    if (name === 'amount') return `${formatYen(value)}${t('common.yen')}`;
    return t(counted.includes(name) ? 'common.times' : 'common.cases', { smart_count: value });
  }
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  const text = String(value);
  if (name === 'waitingFor') return code('waits', text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(text, language, { year: true });
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return t('common.asOf', { at: moment(new Date(text), language) });
  return text;
}
