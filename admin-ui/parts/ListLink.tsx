import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { mayUse } from '../providers/access.ts';
import { useSession } from '../providers/session.ts';
import { listPath } from './list-path.ts';

export interface ListLinkProps {
  resource: string;
  filter?: Record<string, string>;
  onClick?: () => void;
  children: ReactNode;
}

/** Into the list that is meant; the words alone for whom that page does not open. */
export function ListLink({ resource, filter = {}, onClick, children }: ListLinkProps) {
  const abilities = useSession()?.abilities;
  if (!abilities || !mayUse(abilities, resource)) return <span>{children}</span>;
  return (
    <Link to={listPath(resource, filter)} onClick={onClick}>
      {children}
    </Link>
  );
}
