import { dateOf } from '../../domain/time.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { useStatus } from '../providers/status.ts';

/** A coming moment in a narrow column: with its time this year, with its year afterwards. */
export function Deadline({ at }: { at: string | null }) {
  const { language } = useWords();
  const now = useStatus()?.business_now;
  if (!at || !now) return <>—</>;
  const date = dateOf(new Date(at));
  if (date.slice(0, 4) === dateOf(new Date(now)).slice(0, 4)) return <Moment at={at} />;
  return (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {day(date, language, { year: true })}
    </time>
  );
}
