import { Connection } from '@temporalio/client';
import pg from 'pg';
import { Advice } from '../setup/advice.ts';

const WAIT_MS = 10_000;

/** The server of DATABASE_URL lets us in; else whoever gave it hears what to mend, before anything is started. */
export async function reachPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: WAIT_MS });
  try {
    await client.connect();
  } catch (error) {
    throw new Advice(
      `DATABASE_URL の PostgreSQL につながりません（${reasonOf(error)}）。サーバーが動いているか、ホスト・ポート・利用者・パスワードを確かめてください。`,
      'The PostgreSQL of DATABASE_URL cannot be reached. Check that it runs, and host, port, user and password.',
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

/** The server of TEMPORAL_ADDRESS answers. */
export async function reachTemporal(address: string): Promise<void> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: WAIT_MS });
    await connection.close();
  } catch (error) {
    throw new Advice(
      `TEMPORAL_ADDRESS の Temporal につながりません（${address}）。サーバーが動いているか、「ホスト:ポート」の形かを確かめてください。`,
      `The Temporal of TEMPORAL_ADDRESS cannot be reached. Check that it runs and that the address is host:port.`,
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
