import { useCan, useSession } from '../providers/session.ts';

/** Receipt is the department's own word: a manager of the centre may do everything with letters but that. */
export function useReceives(): boolean {
  const may = useCan('receive', 'letter');
  return Boolean(useSession()?.staff.department_code) && may;
}
