import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import { exchangeFileName, type Manifest, manifestOf } from '../../domain/exchange-layout.ts';
import { problem } from '../../domain/problem.ts';
import { dateOf, timeOf } from '../../domain/time.ts';
import { type Database, type Queryable, transaction } from '../../prisma/database.ts';
import { announce } from '../../records/event.ts';
import { decodeFile } from './encoding.ts';
import { saveProblems } from './problems.ts';

export interface ReceivedFile {
  fileName: string;
  bytes: Buffer;
  /** Said in the upload form; else the file's name says it */
  manifest?: Manifest;
  /** Staff id; left out when the city's system sent it */
  receivedBy?: string;
}

/**
 * Keeps a file as it came and returns its id in `exchange_file`, in the state `checking`; the same file sent twice before its commit is one.
 * Throws `file_name` when sender, interface, sequence and as-of are not known, `file_taken` when it was taken in already, and `file_sequence`
 * when its number was taken with other content (listed as rejected, so that the sender sees what to do).
 */
export async function receiveFile(db: Database, clock: Clock, received: ReceivedFile): Promise<string> {
  const manifest = received.manifest ?? manifestOf(received.fileName);
  if (!manifest || !(await isDepartment(db, manifest.sender))) throw problem('file_name');
  const sha256 = createHash('sha256').update(received.bytes).digest('hex');

  const taken = await takenAs(db, manifest);
  if (taken?.sha256 === sha256) throw problem('file_taken', { taken: `${dateOf(taken.at)} ${timeOf(taken.at)}` });
  if (taken) {
    // At once with its error: a list that asks as soon as the file is announced must not find it without one.
    await transaction(db, async (tx) => {
      const id = await keep(tx, clock, received, manifest, sha256, 'rejected');
      await saveProblems(tx, id, [
        { row: 1, column: '', code: 'sequence_taken', params: { sequence: manifest.sequence } },
      ]);
    });
    throw problem('file_sequence', { sequence: manifest.sequence });
  }
  const waiting = await waitingAs(db, manifest, sha256);
  return waiting ?? (await keep(db, clock, received, manifest, sha256, 'checking'));
}

async function isDepartment(db: Queryable, code: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM department WHERE code = $1', [code]);
  return rowCount === 1;
}

async function takenAs(
  db: Queryable,
  { sender, interface: name, sequence }: Manifest,
): Promise<{ sha256: string; at: Date } | undefined> {
  const { rows } = await db.query<{ sha256: string; at: Date }>(
    `SELECT sha256, coalesce(committed_at, received_at) AS at FROM exchange_file
      WHERE sender = $1 AND interface = $2 AND sequence = $3 AND state IN ('committing', 'committed', 'unchanged')`,
    [sender, name, sequence],
  );
  return rows[0];
}

async function waitingAs(
  db: Queryable,
  { sender, interface: name, sequence, asOf }: Manifest,
  sha256: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM exchange_file
      WHERE sender = $1 AND interface = $2 AND sequence = $3 AND as_of = $4 AND sha256 = $5 AND state IN ('checking', 'checked')`,
    [sender, name, sequence, asOf, sha256],
  );
  return rows[0]?.id;
}

async function keep(
  db: Queryable,
  clock: Clock,
  { bytes, receivedBy }: ReceivedFile,
  manifest: Manifest,
  sha256: string,
  state: 'checking' | 'rejected',
): Promise<string> {
  const id = randomUUID();
  const decoded = decodeFile(bytes);
  const encoding = 'text' in decoded ? decoded.encoding : decoded.error.slice('not_'.length);
  await db.query(
    `INSERT INTO exchange_file (id, sender, interface, sequence, as_of, file_name, encoding, sha256, content, state, received_at, received_by)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
    [
      id,
      manifest.sender,
      manifest.interface,
      manifest.sequence,
      manifest.asOf,
      exchangeFileName(manifest), // never the sender's own name of the file: it may hold anything
      encoding,
      sha256,
      state === 'checking' ? bytes : null,
      state,
      await clock.now(),
      receivedBy ?? null,
    ],
  );
  await announce(db, { noun: 'exchange_file', id });
  return id;
}
