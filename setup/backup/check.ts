import pg from 'pg';
import { readMigrations } from '../../prisma/migrate.ts';
import { countRows } from './count.ts';
import type { Manifest } from './manifest.ts';

export interface Finding {
  ok: boolean;
  ja: string;
  en: string;
}

/** Looks a restored database over: its migrations, its tables, its ledger. `manifest`: of the backup that it must hold at least. */
export async function checkDatabase(url: string, manifest: Manifest): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return [await migrations(client, manifest), await tables(client, manifest), ...(await ledger(client, manifest))];
  } finally {
    await client.end();
  }
}

async function migrations(client: pg.Client, manifest: Manifest): Promise<Finding> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1',
  );
  const known = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  const has = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  const ok =
    manifest.migrations.every(({ name, checksum }) => has.get(name) === checksum) &&
    rows.every(({ name, checksum }) => known.get(name) === checksum);
  return {
    ok,
    ja: `移行 ${rows.length} 件${ok ? 'はこの版のもの' : 'にこの版にないもの、または内容の違うものがある'}`,
    en: `${rows.length} migrations${ok ? ', all of this version' : ': some are unknown to this version, or differ'}`,
  };
}

/** Every row is read, so that a damaged page shows; append-only tables have at least what the backup counted. */
async function tables(client: pg.Client, manifest: Manifest): Promise<Finding> {
  const counts = await countRows(client);
  const appendOnly = ['ledger', 'contact', 'contact_line', 'call_event', 'sms_receipt', 'operation_log', 'decision'];
  const short = appendOnly.filter((name) => (counts[name] ?? 0) < (manifest.counts[name] ?? 0));
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const size = `${Object.keys(counts).length} tables, ${rows} rows`;
  return {
    ok: short.length === 0,
    ja: `${Object.keys(counts).length} 表 ${rows} 行を読んだ${short.length ? `。不足: ${short.join(', ')}` : ''}`,
    en: `read ${size}${short.length ? `; too few in ${short.join(', ')}` : ''}`,
  };
}

/** The rows that the backup knew are there, and what was decided, recorded and told agrees. */
async function ledger(client: pg.Client, { ledger: known }: Manifest): Promise<Finding[]> {
  const { rows } = await client.query<
    Record<'upToHead' | 'undecided' | 'untold' | 'ahead', string> & { last: Date | null }
  >(
    `SELECT (SELECT count(*) FROM ledger WHERE id <= $1) AS "upToHead", (SELECT max(recorded_at) FROM ledger) AS last,
            (SELECT count(*) FROM decision d WHERE NOT EXISTS (SELECT FROM ledger l WHERE l.act = 'decision' AND l.subject_id = d.id)) AS undecided,
            (SELECT count(*) FROM contact c WHERE c.source = 'centre'
                AND NOT EXISTS (SELECT FROM ledger l WHERE l.account_id = c.account_id AND l.act = 'contact_recorded')) AS untold,
            (SELECT count(*) FROM account WHERE decided_version > fact_version) AS ahead`,
    [known.head],
  );
  const { upToHead, undecided, untold, ahead, last } = rows[0]!;
  const broken = Number(undecided) + Number(untold) + Number(ahead);
  return [
    {
      ok: Number(upToHead) >= known.rows,
      ja: `台帳 ${upToHead} 行(バックアップ開始時 ${known.rows} 行)、最後の記録 ${last?.toISOString() ?? 'なし'}`,
      en: `ledger: ${upToHead} rows (${known.rows} when the backup began), the last one of ${last?.toISOString() ?? 'never'}`,
    },
    {
      ok: broken === 0,
      ja: broken ? `台帳と事実が合わない: ${broken} 件` : '台帳と決定・接触・案件が合っている',
      en: broken
        ? `the ledger and the facts disagree in ${broken} places`
        : 'the ledger agrees with decisions, contacts and accounts',
    },
  ];
}
