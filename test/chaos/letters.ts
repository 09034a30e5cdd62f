import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { anAccount } from '../helpers/facts.ts';
import { letterSlots, type Slot, STARTS_AT } from './layout.ts';
import { openPerson } from './person.ts';
import { poolOf } from './pool.ts';
import { bookmarksOf, type Sheet } from './printer.ts';
import { type Finding, type Judgement, patiently, type Scenario, watched } from './scenario.ts';
import type { World } from './world.ts';

const slots = poolOf(letterSlots);

/** Two letters of a department of their own: batch, PDF, print, two checks by two people, hand-over. */
export const letters: Scenario = async (world) => {
  const slot = await slots.take();
  const accounts: string[] = [];
  for (let count = 0; count < 2; count += 1) {
    const seed = { at: STARTS_AT, receivable: slot.receivable, phones: [] };
    accounts.push((await patiently(() => anAccount(world.db, seed))).accountId);
  }
  while ((await lettersOf(world, accounts)).length < accounts.length) await pause(200);
  return async () => {
    const printed: Sheet[] = [];
    const people = watched(work(world, slot, accounts, printed));
    return {
      async isStill() {
        return people.areDone() && isStill(world, accounts);
      },
      async judge() {
        const judgement = await judge(world, accounts, printed);
        if (judgement.findings.length === 0) slots.giveBack(slot);
        return judgement;
      },
    };
  };
};

interface LetterRow {
  id: string;
  batch: string | null;
  state: string;
  batchState: string | null;
}

async function lettersOf({ owner }: World, accounts: readonly string[]): Promise<LetterRow[]> {
  const { rows } = await patiently(() =>
    owner.query<LetterRow>(
      `SELECT l.id, l.batch_id AS batch, l.state, b.state AS "batchState"
         FROM letter l LEFT JOIN letter_batch b ON b.id = l.batch_id WHERE l.account_id = ANY($1::uuid[]) ORDER BY l.id`,
      [accounts],
    ),
  );
  return rows;
}

/** Every step is asked for again after a crash, and an answer that it was done before is as good. */
async function work(world: World, slot: Slot, accounts: readonly string[], printed: Sheet[]): Promise<void> {
  const [deputy, one, two] = ['deputy', 'operator1', 'operator2'].map((login) => openPerson(world.api, login));
  await deputy!.ask('POST', '/api/letter-batches', { receivable_code: slot.receivable });
  const rows = await inState(world, accounts, (row) => row.state === 'rendered' && row.batchState === 'rendered');
  for (const batch of new Set(rows.map((row) => row.batch!))) {
    const { bytes } = await one!.ask('GET', `/api/letter-batches/${batch}/pdf`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    for (const referenceNo of await bookmarksOf(bytes)) printed.push({ batch, referenceNo, sha256 });
    await one!.ask('POST', `/api/letter-batches/${batch}/printed`);
  }
  for (const { id } of rows) {
    await one!.ask('POST', `/api/letters/${id}/checks`, { round: 1, result: 'match' });
    await two!.ask('POST', `/api/letters/${id}/checks`, { round: 2, result: 'match' });
  }
  await inState(world, accounts, (row) => row.batchState === 'checked');
  await deputy!.ask('POST', '/api/delivery-notes', { department_code: slot.department });
}

async function inState(
  world: World,
  accounts: readonly string[],
  holds: (row: LetterRow) => boolean,
): Promise<LetterRow[]> {
  for (const isTooLong = world.patience.waits(); ; await pause(200)) {
    const rows = await lettersOf(world, accounts);
    if (rows.every(holds)) return rows;
    if (isTooLong())
      throw new Error(`letters stay ${rows.map((row) => `${row.state} in ${row.batchState}`).join(', ')}`);
  }
}

async function isStill({ owner }: World, accounts: readonly string[]): Promise<boolean> {
  const { rowCount } = await owner.query(
    `SELECT FROM account a WHERE id = ANY($1::uuid[]) AND fact_version = decided_version
        AND NOT EXISTS (SELECT FROM nudge n WHERE n.account_id = a.id AND n.sent_at IS NULL)`,
    [accounts],
  );
  return rowCount === accounts.length;
}

interface Records {
  referenceNo: string;
  state: string;
  intent: string;
  pdf: string;
  contacts: number;
  letters: number;
  rendered: number;
  checks: number;
}

async function judge({ owner }: World, accounts: readonly string[], printed: readonly Sheet[]): Promise<Judgement> {
  const { rows } = await owner.query<Records>(
    `SELECT l.reference_no AS "referenceNo", l.state, i.state AS intent, b.pdf_sha256 AS pdf,
            (SELECT count(*)::integer FROM contact c WHERE c.account_id = l.account_id AND c.kind = 'letter') AS contacts,
            (SELECT count(*)::integer FROM letter o WHERE o.account_id = l.account_id) AS letters,
            (SELECT count(*)::integer FROM ledger g WHERE g.act = 'letter_rendered' AND g.subject_id = b.id) AS rendered,
            (SELECT count(*)::integer FROM ledger g WHERE g.act = 'letter_checked' AND g.subject_id = l.id) AS checks
       FROM letter l JOIN intent i ON i.id = l.intent_id JOIN letter_batch b ON b.id = l.batch_id WHERE l.account_id = ANY($1::uuid[])`,
    [accounts],
  );
  const findings: Finding[] = [];
  if (rows.length < accounts.length)
    findings.push({ kind: 'lost', what: `${rows.length} letters of ${accounts.length}` });
  for (const row of rows) {
    const sheets = printed.filter(({ referenceNo }) => referenceNo === row.referenceNo);
    const { state, intent, contacts, letters, rendered, checks } = row;
    const seen = `printed ${sheets.length}, letter ${state}, intent ${intent}, contacts ${contacts}, letters ${letters}, rendered ${rendered}, checks ${checks}`;
    if (sheets.length > 1 || contacts > 1 || letters > 1 || rendered > 1 || checks > 2)
      findings.push({ kind: 'repeated', what: seen });
    const isTrue =
      state === 'handed_over' && intent === 'confirmed' && contacts === 1 && rendered === 1 && checks === 2;
    if (!isTrue || sheets[0]?.sha256 !== row.pdf) findings.push({ kind: 'lost', what: seen });
  }
  return { findings, unknown: 0 };
}
