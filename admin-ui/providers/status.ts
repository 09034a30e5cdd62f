import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Status } from '../../api/schemas/status.ts';
import { api } from './http.ts';
import { endSession, session, useSession } from './session.ts';

/** JSON carries instants as ISO strings; `Wire<Status>` is the shape that arrives. */
export type Wire<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

export const STATUS_KEY = ['status'] as const;
const POLL_MS = 15_000;

/** Business time, session of the day, age of the payment data, what waits; asked again every 15 s and at each change event. */
export function useStatus(): Wire<Status> | undefined {
  const staffId = useSession()?.staff.id;
  return useQuery({
    queryKey: [...STATUS_KEY, staffId],
    queryFn: ({ signal }) => askStatus(signal),
    refetchInterval: POLL_MS,
    staleTime: POLL_MS,
    placeholderData: keepPreviousData,
  }).data;
}

/** A session that ended by itself is noticed here: the answer counts nothing for anybody. */
async function askStatus(signal: AbortSignal): Promise<Wire<Status>> {
  const status = await api.get<Wire<Status>>('/api/status', signal);
  if (status.counts === null && session()) endSession();
  return status;
}

/** The business instant, moved on between two answers of the server by the time that has passed here; null until the first. */
export function useBusinessNow(everyMs = 1_000): Date | null {
  const businessNow = useStatus()?.business_now;
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed(performance.now() - start), everyMs);
    return () => clearInterval(timer);
  }, [businessNow, everyMs]);
  return businessNow ? new Date(new Date(businessNow).getTime() + passed) : null;
}
