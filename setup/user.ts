import { execFileSync, spawnSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { Advice } from './advice.ts';

/** An ordinary user every Linux has; PostgreSQL refuses to run as root. */
const NOBODY = 'nobody';

const isRoot = process.getuid?.() === 0;

/** The command as it must be run so that it is not root; unchanged for anyone else. */
export function withoutRoot(command: string, args: readonly string[]): [string, string[]] {
  if (!isRoot) return [command, [...args]];
  requireSetpriv();
  const group = execFileSync('id', ['-g', NOBODY], { encoding: 'utf8' }).trim();
  // Root's folders are closed to others (/root, mktemp -d): of root's rights PostgreSQL keeps the one to pass through them.
  const rights = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return ['setpriv', [`--reuid=${NOBODY}`, `--regid=${group}`, '--clear-groups', ...rights, command, ...args]];
}

/** Makes the folder the property of the user that `withoutRoot` runs as. */
export async function giveAway(folder: string): Promise<void> {
  if (!isRoot) return;
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, NOBODY], { encoding: 'utf8' })));
  await chown(folder, uid!, gid!);
}

function requireSetpriv(): void {
  if (spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0) return;
  throw new Advice(
    'PostgreSQL は root では動きません。一般ユーザーで起動するか、DATABASE_URL を設定してください。',
    'PostgreSQL does not run as root: start as an ordinary user, or set DATABASE_URL, or install util-linux (setpriv).',
  );
}
