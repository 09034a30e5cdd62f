import { useQuery } from '@tanstack/react-query';
import type { Simulation, SimulationChangeRow } from '../../../api/schemas/simulation.ts';
import { api } from '../../providers/http.ts';
import type { Wire } from '../../providers/status.ts';

export type SimulationFacts = Wire<Simulation>;
export type ChangedAccount = Wire<SimulationChangeRow>;

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
