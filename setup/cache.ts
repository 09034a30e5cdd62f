import { homedir } from 'node:os';
import path from 'node:path';

/** The user's cache folder for what the project fetches besides npm packages; clones share it. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return path.join(XDG_CACHE_HOME, 'oshirase');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'oshirase');
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'oshirase', 'Cache');
  return path.join(homedir(), '.cache', 'oshirase');
}
