import { dateOf, timeOf } from '../../domain/time.ts';
import { day, legalDate, moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';

export interface MomentProps {
  /** ISO instant, Date, or an ISO day 'YYYY-MM-DD' (then without a time); null is a dash */
  at: string | Date | null | undefined;
  year?: boolean;
  /** The time alone, 10:15 */
  timeOnly?: boolean;
}

/** A moment as the centre writes it: 11-23(月) 10:15. */
export function Moment({ at, year = false, timeOnly = false }: MomentProps) {
  const { language } = useWords();
  if (!at) return <>—</>;
  if (typeof at === 'string' && at.length === 10) {
    return (
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {day(at, language, { year })}
      </time>
    );
  }
  const instant = new Date(at);
  const title = `${legalDate(dateOf(instant), language, 'kanji')} ${timeOf(instant)}`;
  return (
    <time dateTime={instant.toISOString()} title={title} style={{ whiteSpace: 'nowrap' }}>
      {timeOnly ? timeOf(instant) : moment(instant, language, { year })}
    </time>
  );
}
