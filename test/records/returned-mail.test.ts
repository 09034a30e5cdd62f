import { beforeAll, describe, expect, test } from '@jest/globals';
import { instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import type { Actor } from '../../records/ledger.ts';
import { correctReturnedMail, recordReturnedMail } from '../../records/returned-mail.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount } from '../helpers/facts.ts';
import { aSentLetter } from '../helpers/sent-letter.ts';

const { db } = await testDatabase();
const sent = instantAt('2026-11-20', '15:00');
const at = instantAt('2026-11-26', '10:00');
let actor: Actor & { kind: 'staff' };

beforeAll(async () => {
  await testCity(db);
  const { rows } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE login = 'operator1'`);
  actor = { kind: 'staff', id: rows[0]!.id };
});

function comesBack(letterId: string, returnedOn = '2026-11-25') {
  return transaction(db, (tx) => recordReturnedMail(tx, actor, { letterId, returnedOn, reason: 'moved', at }));
}

function wasMistaken(letterId: string) {
  return transaction(db, (tx) => correctReturnedMail(tx, actor, { letterId, text: '別の封筒でした', at }));
}

async function stateOf(letterId: string) {
  const { rows } = await db.query<{ returned: string | null; reason: string | null; marked: boolean; tasks: string[] }>(
    `SELECT (l.returned_at AT TIME ZONE 'Asia/Tokyo')::date AS returned, l.state_reason AS reason, d.returned_mail_at IS NOT NULL AS marked,
            ARRAY(SELECT t.state FROM task t WHERE t.account_id = a.id AND t.kind = 'address' ORDER BY t.created_at) AS tasks
       FROM letter l JOIN account a ON a.id = l.account_id JOIN debtor d ON d.id = a.debtor_id WHERE l.id = $1`,
    [letterId],
  );
  return rows[0];
}

const sentLetter = () => aSentLetter(db, { at: sent, staffId: actor.id });

describe('a letter that came back', () => {
  test('stops letters to the address, opens an address task and wakes every account of the debtor, in one transaction', async () => {
    const letter = await sentLetter();
    const other = await anAccount(db, { at: sent, receivable: 'health', debtorId: letter.debtorId, phones: [] });
    await db.query('UPDATE account SET decided_version = fact_version');
    await comesBack(letter.letterId);
    expect(await stateOf(letter.letterId)).toEqual({
      returned: '2026-11-25',
      reason: 'moved',
      marked: true,
      tasks: ['open'],
    });
    const { rows: woken } = await db.query(
      'SELECT id FROM account WHERE fact_version > decided_version AND id = ANY($1)',
      [[letter.accountId, other.accountId]],
    );
    expect(woken).toHaveLength(2);
    const { rows: ledger } = await db.query(
      `SELECT act, detail - 'textHmac' AS detail FROM ledger WHERE account_id = $1 AND act IN ('contact_recorded','letter_returned','task_opened') ORDER BY id`,
      [letter.accountId],
    );
    expect(ledger).toEqual([
      { act: 'contact_recorded', detail: { kind: 'letter', outcome: 'letter_returned', spokeWith: null } },
      { act: 'letter_returned', detail: { reason: 'moved', returnedOn: '2026-11-25', addressStopped: true } },
      { act: 'task_opened', detail: { kind: 'address' } },
    ]);
  });

  test('is recorded once, between its hand-over and today', async () => {
    const letter = await sentLetter();
    await expect(comesBack(letter.letterId, '2026-11-19')).rejects.toMatchObject({ code: 'return_date' });
    await expect(comesBack(letter.letterId, '2026-11-27')).rejects.toMatchObject({ code: 'return_date' });
    await comesBack(letter.letterId, '2026-11-20');
    await expect(comesBack(letter.letterId)).rejects.toMatchObject({ code: 'already_done' });
  });

  test('stops nothing when the city has named another address since', async () => {
    const letter = await sentLetter();
    await db.query(`UPDATE debtor SET address = '新潟市東区下木戸1丁目4番1号' WHERE id = $1`, [letter.debtorId]);
    await comesBack(letter.letterId);
    expect(await stateOf(letter.letterId)).toMatchObject({ reason: 'moved', marked: false, tasks: [] });
  });

  test('must have gone out', async () => {
    const letter = await sentLetter();
    await db.query(`UPDATE letter SET state = 'pulled' WHERE id = $1`, [letter.letterId]);
    await expect(comesBack(letter.letterId)).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(comesBack('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a return recorded by mistake', () => {
  test('is taken back by a contact that corrects the first; the address is free again', async () => {
    const letter = await sentLetter();
    await comesBack(letter.letterId);
    await wasMistaken(letter.letterId);
    expect(await stateOf(letter.letterId)).toEqual({ returned: null, reason: null, marked: false, tasks: ['done'] });
    const { rows } = await db.query(
      `SELECT later.outcome, first.outcome AS corrected FROM contact later JOIN contact first ON first.id = later.corrects_id WHERE later.account_id = $1`,
      [letter.accountId],
    );
    expect(rows).toEqual([{ outcome: 'note', corrected: 'letter_returned' }]);
    await expect(wasMistaken(letter.letterId)).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('leaves the address stopped while another letter has come back from it', async () => {
    const first = await sentLetter();
    const second = await sentLetter();
    await db.query('UPDATE account SET debtor_id = $2, receivable_code = $3 WHERE id = $1', [
      second.accountId,
      first.debtorId,
      'health',
    ]);
    await comesBack(first.letterId);
    await comesBack(second.letterId);
    await wasMistaken(first.letterId);
    expect(await stateOf(second.letterId)).toMatchObject({ marked: true, tasks: ['open'] });
  });
});
