import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import { exchangeFileName } from '../../domain/exchange-layout.ts';
import { transaction } from '../../prisma/database.ts';
import { aLine } from '../helpers/exchange.ts';
import { fileSlots, type Slot } from './layout.ts';
import { openPerson } from './person.ts';
import { poolOf } from './pool.ts';
import { type Finding, freshNumber, patiently, type Scenario, type Story, watched } from './scenario.ts';
import { storyOf, type Texted } from './texts.ts';
import type { World } from './world.ts';

const slots = poolOf(fileSlots);
let sequence = 0;

interface Resident {
  addresseeNo: string;
  number: string;
}

/** The city's file of arrears: sent, checked, taken in; each new account of it then gets its text. */
export const files: Scenario = async (world) => {
  const slot = await slots.take();
  const residents = [await aResident(world), await aResident(world), await aResident(world)];
  return async () => {
    sequence += 1;
    const own = sequence;
    const people = watched(send(world, slot, own, residents));
    const story = async (): Promise<Story> => storyOf(world, await accountsOf(world, residents));
    return {
      async isStill() {
        return people.areDone() && (await accountsOf(world, residents)).length > 0 && (await story()).isStill();
      },
      async judge() {
        const judgement = await (await story()).judge();
        judgement.findings.push(...(await judgeFile(world, slot, own, residents)));
        if (judgement.findings.length === 0) slots.giveBack(slot);
        return judgement;
      },
    };
  };
};

async function aResident({ db }: World): Promise<Resident> {
  return patiently(async () => {
    const resident = { addresseeNo: String(randomInt(1e9, 1e10)), number: freshNumber('mobile', 0) };
    await transaction(db, (tx) =>
      tx.query(
        `WITH home AS (INSERT INTO contact_unit DEFAULT VALUES RETURNING id),
              debtor AS (
                INSERT INTO debtor (addressee_no, kind, name, kana, kana_key, postcode, address, ward, contact_unit_id)
                SELECT $1, 'person', '試験 太郎', 'シケン タロウ', 'シケンタロウ', '9508550', '新潟市中央区学校町通1番町602番地1', '中央区', id
                  FROM home RETURNING id)
         INSERT INTO phone (debtor_id, number, kind, obtained_on) SELECT id, $2, 'mobile', '2026-04-01' FROM debtor`,
        [resident.addresseeNo, resident.number],
      ),
    );
    return resident;
  });
}

/** The clerk sends the file again when no answer came, and takes it in when it was checked. */
async function send(world: World, slot: Slot, own: number, residents: readonly Resident[]): Promise<void> {
  const clerk = openPerson(world.api, 'deputy');
  const rows = residents.map(({ addresseeNo }) =>
    aLine(addresseeNo, { receivable: slot.receivable, taxItem: slot.receivable, noticeNo: `C${own}` }),
  );
  const minute = Math.floor((await patiently(() => world.clock.now())).getTime() / 60_000) * 60_000;
  const manifest = { sender: slot.department, interface: 'arrears', sequence: own, asOf: new Date(minute) } as const;
  const bytes = writeExchangeFile('arrears', rows);
  const sent = await clerk.upload('/api/exchange-files', exchangeFileName(manifest), bytes);
  if (sent.status !== 201) throw new Error(`file: ${sent.status} ${sent.body.code}`);
  const id = String(sent.body['id']);
  for (const isTooLong = world.patience.waits(); ; await pause(200)) {
    const state = await stateOf(world, id);
    if (state === 'committed') return;
    if (state === 'rejected') throw new Error('The file was rejected');
    if (state === 'checked') await clerk.ask('POST', `/api/exchange-files/${id}/commit`);
    if (isTooLong()) throw new Error(`The file stays ${state}`);
  }
}

async function stateOf({ owner }: World, id: string): Promise<string | undefined> {
  const { rows } = await patiently(() =>
    owner.query<{ state: string }>('SELECT state FROM exchange_file WHERE id = $1', [id]),
  );
  return rows[0]?.state;
}

async function accountsOf({ owner }: World, residents: readonly Resident[]): Promise<Texted[]> {
  const { rows } = await owner.query<Texted>(
    `SELECT a.id AS "accountId", p.number FROM account a JOIN debtor d ON d.id = a.debtor_id JOIN phone p ON p.debtor_id = d.id
      WHERE d.addressee_no = ANY($1)`,
    [residents.map(({ addresseeNo }) => addresseeNo)],
  );
  return rows;
}

interface Records {
  taken: number;
  ledger: number;
  accounts: number;
  lines: number;
  episodes: number;
}

async function judgeFile(
  { owner }: World,
  slot: Slot,
  own: number,
  residents: readonly Resident[],
): Promise<Finding[]> {
  const { rows } = await owner.query<Records>(
    `WITH file AS (
       SELECT id FROM exchange_file WHERE sender = $1 AND interface = 'arrears' AND sequence = $2 AND state = 'committed'),
     owner AS (SELECT a.id FROM account a JOIN debtor d ON d.id = a.debtor_id WHERE d.addressee_no = ANY($3))
     SELECT (SELECT count(*)::integer FROM file) AS taken,
            (SELECT count(*)::integer FROM ledger WHERE act = 'file_taken' AND subject_id IN (SELECT id FROM file)) AS ledger,
            (SELECT count(*)::integer FROM owner) AS accounts,
            (SELECT count(*)::integer FROM arrears_line WHERE account_id IN (SELECT id FROM owner) AND notice_no = $4) AS lines,
            (SELECT count(*)::integer FROM episode WHERE account_id IN (SELECT id FROM owner)) AS episodes`,
    [slot.department, own, residents.map(({ addresseeNo }) => addresseeNo), `C${own}`],
  );
  const { taken, ledger, accounts, lines, episodes } = rows[0]!;
  const counts = [accounts, lines, episodes];
  const what = `file taken ${taken}, ledger ${ledger}, accounts ${accounts}, lines ${lines}, episodes ${episodes}`;
  if (taken > 1 || ledger > 1 || counts.some((count) => count > residents.length)) return [{ kind: 'repeated', what }];
  return taken === 1 && ledger === 1 && counts.every((count) => count === residents.length)
    ? []
    : [{ kind: 'lost', what }];
}
