import { useQuery } from '@tanstack/react-query';
import type { RuleMigration, RuleMigrationItemRow } from '../../../api/schemas/rule-migration.ts';
import { api } from '../../providers/http.ts';
import type { Wire } from '../../providers/status.ts';

export type Migration = Wire<RuleMigration>;
export type MigrationItem = Wire<RuleMigrationItemRow>;

const WHILE_MOVING_MS = 1_000;

/** Moves of a receivable's running accounts, newest first. */
export function useMigrations(receivable: string) {
  return useQuery({
    queryKey: ['rule-migrations', receivable],
    queryFn: ({ signal }) => {
      const filter = encodeURIComponent(JSON.stringify({ receivable_code: receivable }));
      return api.get<Migration[]>(`/api/rule-migrations?range=[0,19]&filter=${filter}`, signal);
    },
    enabled: receivable !== '',
  });
}

export function useMigration(id: string) {
  return useQuery({
    queryKey: ['rule-migrations', 'one', id],
    queryFn: ({ signal }) => api.get<Migration>(`/api/rule-migrations/${id}`, signal),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? WHILE_MOVING_MS : false),
  });
}

export function isUnderWay({ state }: Migration): boolean {
  return state === 'previewing' || state === 'approved' || state === 'moving';
}
