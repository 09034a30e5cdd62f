import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useLogoutIfAccessDenied } from 'react-admin';
import { api, type ApiProblem } from './http.ts';

export interface Verb<Body> {
  /** Path of the sub-resource, e.g. `/api/tasks/next`, or how to make it from the body */
  path: string | ((body: Body) => string);
  method?: 'post' | 'put' | 'patch';
}

/**
 * One verb of the API as a mutation: `const next = useVerb<void, Case>({ path: '/api/tasks/next' })`, then `next.mutate(undefined, { onSuccess })`.
 * `next.error` is an `ApiProblem` for `<ProblemAlert>`; an ended session goes to the login page.
 */
export function useVerb<Body, Answer>({
  path,
  method = 'post',
}: Verb<Body>): UseMutationResult<Answer, ApiProblem, Body> {
  const logoutIfDenied = useLogoutIfAccessDenied();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: (body) => api[method]<Answer>(typeof path === 'string' ? path : path(body), body ?? {}),
    onError: (error) => {
      if (error.status === 401) void logoutIfDenied(error);
    },
  });
}
