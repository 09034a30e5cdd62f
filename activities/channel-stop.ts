import { type Database, transaction } from '../prisma/database.ts';
import { tellAccounts } from '../records/channel-stop.ts';

/** One run of the reconciler tells no more: a whole book of 100,000 takes it some minutes, in which the gate is closed already. */
const PAGES = 40;

/**
 * Lets everybody decide again whom a stop or its end concerns, a page a transaction, so that a whole book holds nobody up. One that is killed goes
 * on after the last page that was committed. Every minute.
 */
export async function tellOfStops(
  db: Database,
  { pages = PAGES, size }: { pages?: number; size?: number } = {},
): Promise<void> {
  let more = true;
  for (let page = 0; more && page < pages; page += 1) more = await transaction(db, (tx) => tellAccounts(tx, size));
}
