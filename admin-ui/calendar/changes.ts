import { useQuery } from '@tanstack/react-query';
import type { CalendarChange, CalendarChangeItemRow, CalendarChangeRow } from '../../api/schemas/calendar.ts';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';

export type Change = Wire<CalendarChange>;
export type ChangeRow = Wire<CalendarChangeRow>;
export type ChangeItem = Wire<CalendarChangeItemRow>;

const WHILE_WORKING_MS = 1_000;
export const SHOWN = 200;

export function useChanges() {
  return useQuery({
    queryKey: ['calendar-changes', 'list'],
    queryFn: ({ signal }) => api.get<ChangeRow[]>('/api/calendar-changes?range=[0,9]', signal),
  });
}

export function useCalendarChange(id: string) {
  return useQuery({
    queryKey: ['calendar-changes', id],
    queryFn: ({ signal }) => api.get<Change>(`/api/calendar-changes/${id}`, signal),
    refetchInterval: ({ state: { data } }) => (data && isWorking(data) ? WHILE_WORKING_MS : false),
  });
}

export function useChangeItems({ id, state, done }: Change, conflict: boolean, mayRead: boolean) {
  return useQuery({
    queryKey: ['calendar-change-items', id, conflict, state, done],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        filter: JSON.stringify({ change_id: id, conflict }),
        range: `[0,${SHOWN - 1}]`,
      });
      return api.get<ChangeItem[]>(`/api/calendar-change-items?${query}`, signal);
    },
    enabled: mayRead,
  });
}

export function isWorking({ state }: Change): boolean {
  return state === 'previewing' || state === 'applying';
}

export function countOf({ counts }: Change, conflict: boolean): number {
  return counts.filter((own) => own.conflict === conflict).reduce((sum, { count }) => sum + count, 0);
}
