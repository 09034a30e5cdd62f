import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';

export interface EraDateProps {
  /** 'YYYY-MM-DD' of Asia/Tokyo; null is a dash */
  date: string | null | undefined;
  /** R8.8.31 (default) or 令和8年8月31日 */
  long?: boolean;
}

/** A legal date (納期限, 督促日, 生年月日) in its era. */
export function EraDate({ date, long = false }: EraDateProps) {
  const { language } = useWords();
  if (!date) return <>—</>;
  return (
    <time dateTime={date} title={date} style={{ whiteSpace: 'nowrap' }}>
      {legalDate(date, language, long ? 'kanji' : 'short')}
    </time>
  );
}
