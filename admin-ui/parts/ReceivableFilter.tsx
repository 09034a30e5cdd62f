import { useQuery } from '@tanstack/react-query';
import type { ReceivableRow } from '../../api/schemas/setting.ts';
import { useWords } from '../i18n/useWords.ts';
import { api } from '../providers/http.ts';
import { useCan } from '../providers/session.ts';
import type { Wire } from '../providers/status.ts';
import { FilterSelect } from './Filters.tsx';

/** The city's receivables, for filters and the pages of settings. */
export function useReceivables(): Wire<ReceivableRow>[] {
  const mayRead = useCan('read', 'rule');
  return (
    useQuery({
      queryKey: ['receivables', 'all'],
      queryFn: ({ signal }) => api.get<Wire<ReceivableRow>[]>('/api/receivables?range=[0,99]', signal),
      staleTime: 60_000,
      enabled: mayRead,
    }).data ?? []
  );
}

/** A list's filter by 債権. */
export function ReceivableFilter() {
  const { t, language } = useWords();
  const choices = useReceivables().map(({ code, name_ja, name_en }) => ({
    value: code,
    label: language === 'ja' ? name_ja : name_en,
  }));
  return <FilterSelect source="receivable_code" label={t('common.receivable')} choices={choices} />;
}
