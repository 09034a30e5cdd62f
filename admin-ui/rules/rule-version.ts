import { useQuery } from '@tanstack/react-query';
import type { RuleVersionRow } from '../../api/schemas/setting.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';

/** The API sends the content as it is stored; only a checked rule set is ever stored. */
export type RuleVersion = Omit<Wire<RuleVersionRow>, 'content'> & { content: RuleSet };

/** All versions of all receivables, newest first within each. */
export function useRuleVersions() {
  return useQuery({
    queryKey: ['rule-versions', 'all'],
    queryFn: ({ signal }) => api.get<RuleVersion[]>('/api/rule-versions?range=[0,199]', signal),
    staleTime: 60_000,
  });
}
