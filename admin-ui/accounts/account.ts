import { useQuery } from '@tanstack/react-query';
import type { AccountPage } from '../../api/schemas/account.ts';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';

export type AccountWire = Wire<AccountPage>;
export type EventWire = AccountWire['events'][number];

export function useAccount(id: string | undefined) {
  return useQuery({
    queryKey: ['accounts', 'page', id],
    queryFn: ({ signal }) => api.get<AccountWire>(`/api/accounts/${id}`, signal),
    enabled: id !== undefined,
    staleTime: 30_000,
  });
}

/** A code or number out of an event's open detail; null when it did not come. */
export function textOf(detail: Record<string, unknown>, name: string): string | null {
  const value = detail[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberOf(detail: Record<string, unknown>, name: string): number | null {
  const value = detail[name];
  return typeof value === 'number' ? value : null;
}
