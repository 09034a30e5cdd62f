import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { Loading } from '../layout/Loading.tsx';
import { AccessDenied } from '../layout/MissingPage.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useCan } from '../providers/session.ts';
import { CaseView } from './CaseView.tsx';
import { Idle } from './Idle.tsx';
import { useCurrentCase, useTakeCase } from './useCase.ts';

/** 架電: the case this person holds, or the button that gives the next one. `?task=` takes one case, `?next` the next best. */
export function Workspace() {
  return useCan('work', 'case') ? <OwnCase /> : <AccessDenied />;
}

function OwnCase() {
  const { data: current, isPending, error } = useCurrentCase();
  const { take, problem, pending } = useTakeCase();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('task');
  const next = search.has('next');

  useEffect(() => {
    if (isPending || current || (!wanted && !next)) return;
    setSearch({}, { replace: true });
    take(wanted);
  }, [isPending, current, wanted, next, setSearch, take]);

  if (isPending) return <Loading />;
  if (error) return <ProblemAlert problem={error} />;
  if (!current) return <Idle onNext={() => take()} pending={pending} problem={problem} />;
  return <CaseView key={current.claim.claim_id} current={current} onNext={() => take()} />;
}
