import { useEffect } from 'react';
import { useLogout } from 'react-admin';
import { sessionHasEnded, useSession } from '../providers/session.ts';

/** The server no longer knows the session: whatever is on the screen goes, and the login page brings its person back to this place. */
export function useSessionEnd(): void {
  const logout = useLogout();
  const ended = useSession() === null && sessionHasEnded();
  useEffect(() => {
    if (ended) void logout({}, '/login');
  }, [ended, logout]);
}
