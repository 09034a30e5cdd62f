import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ProblemError } from '../domain/problem.ts';
import type { Database } from '../prisma/database.ts';
import { type Failure, recordStuck } from '../records/stuck-account.ts';
import type { Next } from '../workflows/next.ts';

/** Passing troubles (a deadlock, a lost connection) are over by then; what fails once more is in the account's facts or in the rules. */
const QUIET_ATTEMPTS = 2;
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A decision failed. The first times it is only tried again; then the account is listed as stuck and waits, longer each time, so that it
 * stops alone and its workflow goes on. Throws the error again when it cannot be listed, as while the database is away.
 */
export async function afterFailure(db: Database, episodeId: string, attempt: number, error: unknown): Promise<Next> {
  if (attempt <= QUIET_ATTEMPTS) throw error;
  const waitMs = await recordStuck(db, episodeId, failureOf(error)).catch(() => null);
  if (waitMs === null) throw error;
  return { kind: 'wait', waitMs };
}

/** Code and place of an error; its message may quote a person's data and stays away. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { reason: typeof error, place: null };
  return { reason: reasonOf(error), place: placeOf(error) };
}

function reasonOf(error: Error): string {
  if (error instanceof ProblemError) return error.code;
  if (error instanceof pg.DatabaseError) return `SQL ${error.code ?? ''}`.trim();
  return error.constructor.name;
}

/** `domain/plan/windows.ts:31 closingOf`: the innermost frame of ours. */
function placeOf({ stack = '', message }: Error): string | null {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  for (const frame of frames) {
    const [, name, file, line] =
      /^\s+at (?:async )?(?:([\w.$<>[\] ]+) \()?(?:file:\/\/)?(\/[^)]*?):(\d+):\d+\)?$/.exec(frame) ?? [];
    if (file?.startsWith(root) && !file.includes('/node_modules/'))
      return [`${file.slice(root.length)}:${line}`, name].join(' ').trim();
  }
  return null;
}
