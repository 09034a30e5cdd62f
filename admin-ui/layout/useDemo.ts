import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Demo } from '../../api/schemas/demo.ts';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';

const RUNNING_MS = 700;
const RESTING_MS = 15_000;

export interface DemoState {
  demo: Wire<Demo> | undefined;
  /** How the move that ran while this page was open came out */
  ended: 'done' | 'failed' | null;
  /** Takes the answer of a move that has just begun */
  begun: (demo: Wire<Demo>) => Promise<void>;
}

/** The demo's clock, asked for often while it moves; when it has moved, everything on the screen is asked for again. */
export function useDemo(): DemoState {
  const queries = useQueryClient();
  const [ended, setEnded] = useState<DemoState['ended']>(null);
  const wasRunning = useRef(false);
  const { data: demo } = useQuery({
    queryKey: ['demo'],
    queryFn: ({ signal }) => api.get<Wire<Demo>>('/api/demo', signal),
    refetchInterval: ({ state }) => (state.data?.advance?.state === 'running' ? RUNNING_MS : RESTING_MS),
  });
  const state = demo?.advance?.state;
  useEffect(() => {
    if (state === 'running') {
      wasRunning.current = true;
      setEnded(null);
    } else if (wasRunning.current && state) {
      wasRunning.current = false;
      setEnded(state);
      void queries.invalidateQueries();
    }
  }, [state, queries]);
  return {
    demo,
    ended,
    // An answer still on its way is of before the move and would show it as ended.
    begun: async (answer) => {
      await queries.cancelQueries({ queryKey: ['demo'], exact: true });
      queries.setQueryData(['demo'], answer);
    },
  };
}
