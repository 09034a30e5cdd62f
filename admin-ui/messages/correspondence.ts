import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { HandOverRow, MessageRow } from '../../api/schemas/correspondence.ts';
import { request } from '../providers/http.ts';
import { useChange } from '../providers/live.ts';
import { useSession } from '../providers/session.ts';
import type { Wire } from '../providers/status.ts';

/** Folder of the API: 取次 or 引継. */
export type Kind = 'messages' | 'hand-overs';
export type Item = Wire<MessageRow> | Wire<HandOverRow>;

export type StateFilter = 'open' | 'sent' | 'received' | 'answered' | 'done' | 'returned';
export const stateFilters: Record<Kind, readonly StateFilter[]> = {
  messages: ['open', 'sent', 'received', 'answered', 'done'],
  'hand-overs': ['open', 'sent', 'received', 'answered', 'done', 'returned'],
};
const openStates = ['sent', 'received', 'answered'];
const SHOWN = 200;

/** The items of one kind and state, urgent and oldest first as the API sorts them; asked again when the server says that they changed. */
export function useCorrespondence(kind: Kind, state: StateFilter) {
  const queries = useQueryClient();
  const staff = useSession()?.staff.id;
  const filter = state === 'open' ? { states: openStates } : { state };
  const refresh = useCallback(() => void queries.invalidateQueries({ queryKey: [kind] }), [queries, kind]);
  useChange('message', refresh);
  useChange('hand_over', refresh);
  return useQuery({
    queryKey: [kind, 'page', state, staff],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ filter: JSON.stringify(filter), range: JSON.stringify([0, SHOWN - 1]) });
      const { body, headers } = await request<Item[]>(`/api/${kind}?${query}`, { signal });
      return { items: body, total: Number(headers.get('content-range')?.split('/').at(-1) ?? body.length) };
    },
    placeholderData: keepPreviousData,
  });
}

export function isUrgent(item: Item): boolean {
  return 'urgent' in item && item.urgent;
}
