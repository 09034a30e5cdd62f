import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Simulation, SimulationChangeRow, TracedDay } from '../../../api/schemas/simulation.ts';
import { api } from '../../providers/http.ts';
import type { Wire } from '../../providers/status.ts';
import { useVerb } from '../../providers/useVerb.ts';

export type SimulationFacts = Wire<Simulation>;
export type ChangedAccount = Wire<SimulationChangeRow>;
export type DayLived = Wire<TracedDay>;
export type Moment = DayLived['moments'][number];

const WHILE_RUNNING_MS = 1_000;

/** One simulation, asked for again while it runs. */
export function useSimulation(id: string | null | undefined) {
  return useQuery({
    queryKey: ['simulations', id],
    queryFn: ({ signal }) => api.get<SimulationFacts>(`/api/simulations/${id}`, signal),
    enabled: Boolean(id),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? WHILE_RUNNING_MS : false),
  });
}

export function isUnderWay({ state }: Pick<SimulationFacts, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** Tries one account under a version and opens its page. */
export function useTry(versionId: string) {
  const navigate = useNavigate();
  const ask = useVerb<unknown, { id: string }>({ path: '/api/simulations' });
  return {
    error: ask.error,
    isPending: ask.isPending,
    begin: (accountId: string) =>
      ask.mutate(
        { kind: 'account', rule_version_id: versionId, account_id: accountId },
        { onSuccess: ({ id }) => void navigate(`/rules/tried/${id}`) },
      ),
  };
}
