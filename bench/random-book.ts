import pg from 'pg';
import { instantAt } from '../domain/time.ts';
import type { Database } from '../prisma/database.ts';
import { randomBook } from '../test/helpers/random-book.ts';
import { ownDatabase, temporaryFolder } from './servers.ts';

export const BOOK_NOW = instantAt('2026-11-25', '10:00');

/** A database with a random book of so many accounts of city tax. */
export async function bookOf(closing: AsyncDisposableStack, accounts: number): Promise<Database> {
  const { db, url } = await ownDatabase(closing, await temporaryFolder(closing));
  const owner = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await randomBook(owner, accounts, BOOK_NOW);
  } finally {
    await owner.end();
  }
  return db;
}
