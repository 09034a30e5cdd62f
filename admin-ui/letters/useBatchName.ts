import { useWords } from '../i18n/useWords.ts';
import type { Batch } from './queries.ts';

/** 11-23 第1束 */
export function useBatchName(): (batch: Pick<Batch, 'on_date' | 'no'>) => string {
  const { t } = useWords();
  return ({ on_date, no }) => t('letters.batchNo', { date: on_date.slice(5), no });
}
