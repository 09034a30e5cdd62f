import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RuleTrial, RuleTrialRow } from '../../../api/schemas/rule-trial.ts';
import { formatYen } from '../../../domain/money.ts';
import type { TrialMeasure } from '../../../domain/trial-effect.ts';
import { api } from '../../providers/http.ts';
import type { Wire } from '../../providers/status.ts';
import { useVerb } from '../../providers/useVerb.ts';

export type TrialRow = Wire<RuleTrialRow>;
export type Trial = Wire<RuleTrial>;
export type Estimate = NonNullable<Trial['effect']['difference'][TrialMeasure]>;

/** All trials, newest first. */
export function useTrials() {
  return useQuery({
    queryKey: ['rule-trials', 'all'],
    queryFn: ({ signal }) => api.get<TrialRow[]>('/api/rule-trials?range=[0,99]', signal),
  });
}

/** One with its effect so far. */
export function useTrial(id: string) {
  return useQuery({
    queryKey: ['rule-trials', id],
    queryFn: ({ signal }) => api.get<Trial>(`/api/rule-trials/${id}`, signal),
  });
}

/** A verb of one trial; every page about rules asks again afterwards. */
export function useTrialVerb<Body>(id: string, verb: 'approve' | 'decline' | 'withdraw' | 'end') {
  const queries = useQueryClient();
  const act = useVerb<Body, unknown>({ path: `/api/rule-trials/${id}/${verb}` });
  const ask = () => {
    for (const key of ['rule-trials', 'rule-versions']) void queries.invalidateQueries({ queryKey: [key] });
  };
  return { ...act, run: (body: Body, onSuccess?: () => void) => act.mutate(body, { onSuccess, onSettled: ask }) };
}

/** Percent with one digit, or yen. */
export function figure(measure: TrialMeasure, value: number, signed = false): string {
  const sign = signed && value > 0 ? '+' : value < 0 ? '−' : '';
  const size = Math.abs(value);
  return `${sign}${measure === 'yen' ? formatYen(size) : `${(size * 100).toFixed(1)}%`}`;
}
