import type { AuthProvider } from 'react-admin';
import type { SessionAnswer } from '../../api/schemas/session.ts';
import { mayUse } from './access.ts';
import { api, ApiProblem } from './http.ts';
import { clearSession, session, storeSession } from './session.ts';

export const authProvider: AuthProvider = {
  async login({ login, password }: { login: string; password: string }) {
    storeSession(await api.post<SessionAnswer>('/api/session', { login, password }));
  },
  async logout() {
    if (!session()) return;
    await api.delete('/api/session').catch(onlyIfStillLoggedIn);
    clearSession();
  },
  async checkAuth() {
    if (!session()) storeSession(await api.get<SessionAnswer>('/api/session'));
  },
  async checkError(error: unknown) {
    if (error instanceof ApiProblem && error.status === 401) {
      throw Object.assign(new Error('frame.sessionEnded'), { redirectTo: '/login' });
    }
  },
  async getIdentity() {
    const staff = session()?.staff;
    if (!staff) throw new Error('no session');
    return { id: staff.id, fullName: staff.name };
  },
  async canAccess({ resource, action }) {
    const abilities = session()?.abilities;
    return abilities ? mayUse(abilities, resource, action) : false;
  },
};

/** A session that has already ended is as good as a logout; anything else must not look like one. */
function onlyIfStillLoggedIn(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
}
