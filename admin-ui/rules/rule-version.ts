import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RuleMatches, RuleVersion, RuleVersionRow } from '../../api/schemas/rule-version.ts';
import { api } from '../providers/http.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { Wire } from '../providers/status.ts';

export type VersionRow = Wire<RuleVersionRow>;
export type Version = Wire<RuleVersion>;

/** All versions of all receivables, newest first within each. */
export function useRuleVersions() {
  return useQuery({
    queryKey: ['rule-versions', 'all'],
    queryFn: ({ signal }) => api.get<VersionRow[]>('/api/rule-versions?range=[0,199]', signal),
    staleTime: 60_000,
  });
}

/** One version with its life, what stands against each verb, and what happened to it. */
export function useRuleVersion(id: string | undefined) {
  return useQuery({
    queryKey: ['rule-versions', id],
    queryFn: ({ signal }) => api.get<Version>(`/api/rule-versions/${id}`, signal),
    enabled: id !== undefined,
  });
}

/** Open accounts that meet each line's condition now. */
export function useRuleMatches(id: string) {
  return useQuery({
    queryKey: ['rule-versions', id, 'matches'],
    queryFn: ({ signal }) => api.get<RuleMatches>(`/api/rule-versions/${id}/matches`, signal),
  });
}

/** A verb of one version; every page about rules asks again afterwards. */
export function useVersionVerb<Body>(version: Pick<Version, 'id'>, verb: string) {
  const queries = useQueryClient();
  const act = useVerb<Body, unknown>({ path: `/api/rule-versions/${version.id}/${verb}` });
  const ask = () => void queries.invalidateQueries({ queryKey: ['rule-versions'] });
  return { ...act, run: (body: Body, onSuccess?: () => void) => act.mutate(body, { onSuccess, onSettled: ask }) };
}
