import { useQuery } from '@tanstack/react-query';
import { api } from '../providers/http.ts';
import type { HomeWire } from './Home.tsx';

/** 本日の業務, kept fresh by the changes of the day. */
export function useHome() {
  return useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => api.get<HomeWire>('/api/home', signal),
    refetchInterval: 30_000,
  });
}
