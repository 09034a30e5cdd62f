import { checkFile, commitFile, receiveFile } from '../../../activities/exchange/take-in.ts';
import { businessClock } from '../../../activities/clock.ts';
import type { Clock } from '../../../domain/clock.ts';
import { manifestOf } from '../../../domain/exchange-layout.ts';
import { dateOf, instantAt } from '../../../domain/time.ts';
import type { Database } from '../../../prisma/database.ts';
import { moveClock } from '../../../records/demo-clock.ts';
import { firstDemoDay } from './calendar.ts';
import type { City } from './city.ts';
import { type CityFile, firstFiles } from './files.ts';
import { generateCity } from './generate.ts';
import { numberOf } from './people.ts';

export interface LoadOptions {
  db: Database;
  seed: number;
  /** How many debtors a new demo gets */
  debtors: number;
  /** What is being done, in a line of words */
  say: (words: string) => void;
  /** Milliseconds of real time */
  realNow?: () => number;
  /** The first day, if not the first weekday on or after the real date */
  today?: string;
}

/** When the night's files lie there, and when a demo's first day begins. */
const FILES_AT = '06:05';
const BEGINS_AT = '10:00';

/**
 * The city of this installation. On the first start it sends the city's files through the real intake and sets the clock to 10:00 of an
 * operating day; afterwards it only invents the same city again. May be repeated after a crash: what was taken in is not sent again.
 * Call it after the migrations and the reference data, before worker and relay. Throws when the installation is no demo.
 */
export async function loadDemoCity(options: LoadOptions): Promise<City> {
  const { db, say, realNow = Date.now } = options;
  const before = await standing(db);
  if (before.loadedAt)
    return generateCity({ seed: before.seed ?? options.seed, debtors: await known(db), today: before.firstDay! });

  const clock = businessClock(db, realNow);
  const today = before.firstDay ?? options.today ?? firstDemoDay(dateOf(new Date(realNow())));
  say(`デモの街を作っています(${options.debtors}人、${today}) / making the demo city by sending its files in`);
  const city = generateCity({ seed: options.seed, debtors: options.debtors, today });
  if (!before.firstDay) await setClock(db, options.seed, instantAt(today, FILES_AT).getTime() - realNow());
  const files = firstFiles(city);
  for (const [index, file] of files.entries()) {
    const rows = await takeIn(db, clock, file);
    say(`取込 ${index + 1}/${files.length} ${file.fileName}${rows === null ? '(取込済み)' : ` ${rows}行`}`);
  }
  await db.query('ANALYZE'); // the first day is not to be planned with the statistics of empty tables
  const begin = instantAt(today, BEGINS_AT);
  if ((await clock.now()) < begin) await moveClock(db, clock, begin);
  await db.query('UPDATE installation SET demo_loaded_at = $1', [await clock.now()]);
  return city;
}

/** Receives, checks and commits one file of the city; its rows, or null when it was taken before. Throws when the intake finds an error. */
export async function takeIn(db: Database, clock: Clock, file: CityFile): Promise<number | null> {
  const { sender, interface: name, sequence } = manifestOf(file.fileName)!;
  const taken = await db.query(
    `SELECT FROM exchange_file WHERE sender = $1 AND interface = $2 AND sequence = $3 AND state IN ('committed', 'unchanged')`,
    [sender, name, sequence],
  );
  if (taken.rowCount) return null;
  const id = await receiveFile(db, clock, file);
  const checked = await checkFile(db, clock, id);
  if (checked.state === 'checked') await commitFile(db, clock, id, null);
  const { rows } = await db.query<{ state: string; row_count: number; codes: string | null }>(
    `SELECT state, row_count, (SELECT string_agg(DISTINCT column_name || ' ' || code, ', ') FROM exchange_error WHERE file_id = id) AS codes
       FROM exchange_file WHERE id = $1`,
    [id],
  );
  const { state, row_count, codes } = rows[0]!;
  if (state !== 'committed' && state !== 'unchanged') throw new Error(`The intake refused ${file.fileName}: ${codes}`);
  return row_count;
}

interface Standing {
  loadedAt: Date | null;
  seed: number | null;
  /** The day of the first files, if any came */
  firstDay: string | null;
}

async function standing(db: Database): Promise<Standing> {
  const { rows } = await db.query<{ loaded_at: Date | null; seed: number | null; first: Date | null; demo: boolean }>(
    `SELECT demo, demo_loaded_at AS loaded_at, demo_seed AS seed,
            (SELECT as_of FROM exchange_file WHERE interface = 'debtors' AND sequence = 1 ORDER BY received_at LIMIT 1) AS first
       FROM installation`,
  );
  const row = rows[0];
  if (!row?.demo) throw new Error('A demo city is loaded into a demo installation only');
  return { loadedAt: row.loaded_at, seed: row.seed, firstDay: row.first && dateOf(row.first) };
}

async function setClock(db: Database, seed: number, offsetMs: number): Promise<void> {
  await db.query('UPDATE installation SET demo_seed = $1, clock_offset_ms = $2 WHERE demo', [
    seed,
    Math.round(offsetMs),
  ]);
}

/** The size of the city that was loaded. */
async function known(db: Database): Promise<number> {
  const { rows } = await db.query<{ addressee_no: string }>('SELECT addressee_no FROM debtor');
  const numbers = new Set(rows.map((row) => row.addressee_no));
  let count = 0;
  while (numbers.has(numberOf(count))) count += 1;
  return count;
}
