import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { activateRules } from '../../activities/rule-activation.ts';
import { judgeTrials } from '../../activities/trial-judgement.ts';
import { armOf, type TrialArm, trialArms } from '../../domain/trial.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { instantAt } from '../../domain/time.ts';
import { type Queryable, transaction } from '../../prisma/database.ts';
import { recomputeAttribution } from '../../records/attribution.ts';
import { recordContact } from '../../records/contact.ts';
import { approveVersion, checkVersion, requestApproval } from '../../records/rule-approval.ts';
import {
  approveTrial,
  declineTrial,
  endTrial,
  type NewTrial,
  requestTrial,
  withdrawTrial,
} from '../../records/rule-trial.ts';
import { draftLike, editDraft, type RuleActor } from '../../records/rule-version.ts';
import { measureTrial } from '../../records/trial-measure.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { aDebtor, aLine, cityExchange, setClock } from '../helpers/exchange.ts';
import { aPayment, anAccount, type SeededAccount } from '../helpers/facts.ts';
import { activeVersion, aSimulation } from '../helpers/rules.ts';

const { db } = await testDatabase();
const at = instantAt('2026-11-26', '10:00');
const begun = instantAt('2026-11-27', '00:01');
const people = new Map<string, RuleActor>();

beforeAll(async () => {
  await testCity(db);
  const { rows } = await db.query<{ id: string; login: string }>('SELECT id, login FROM staff');
  for (const { id, login } of rows) people.set(login, { staffId: id, at });
}, 60_000);

beforeEach(async () => {
  const { rows } = await db.query<{ id: string; state: string }>(
    `SELECT id, state FROM rule_trial WHERE state IN ('requested','approved','running')`,
  );
  for (const { id, state } of rows)
    await within((tx) => (state === 'requested' ? withdrawTrial : endTrial)(tx, who('manager'), id, '次へ'));
});

const who = (login: string) => people.get(login)!;
const within = <T>(act: (tx: Queryable) => Promise<T>) => transaction(db, act);
const refused = (refusal: string) => expect.objectContaining({ code: 'rule_refused', params: { refusal } });

async function aChallenger(change: Partial<RuleSet> = { restAfterHold: 5 }): Promise<{ id: string; hash: string }> {
  const active = await activeVersion(db, 'city_tax');
  const id = await within(async (tx) => {
    const draft = (await draftLike(tx, who('manager'), active.id))!;
    await editDraft(tx, who('manager'), draft, { revision: 1, content: { ...active.content, ...change } });
    await checkVersion(tx, who('manager'), draft);
    return draft;
  });
  await aSimulation(db, id, at);
  return { id, hash: await hashOf('rule_version', id) };
}

async function hashOf(table: 'rule_version' | 'rule_trial', id: string): Promise<string> {
  const { rows } = await db.query<{ content_hash: string }>(`SELECT content_hash FROM ${table} WHERE id = $1`, [id]);
  return rows[0]!.content_hash;
}

async function ask(challenger: { id: string; hash: string }, change: Partial<NewTrial> = {}): Promise<string> {
  return within((tx) =>
    requestTrial(tx, who('manager'), {
      challengerVersionId: challenger.id,
      contentHash: challenger.hash,
      sharePercent: 50,
      fromDay: '2026-11-27',
      untilDay: '2026-12-31',
      minimumSample: 12,
      stopMeasures: ['paid'],
      reason: '比べる',
      ...change,
    }),
  );
}

async function approve(id: string, login = 'deputy'): Promise<void> {
  const hash = await hashOf('rule_trial', id);
  await within((tx) => approveTrial(tx, who(login), id, hash));
}

async function running(change: Partial<NewTrial> = {}): Promise<{ id: string; challenger: string }> {
  const challenger = await aChallenger();
  const id = await ask(challenger, change);
  await approve(id);
  await activateRules(db, begun);
  return { id, challenger: challenger.id };
}

async function trial(id: string) {
  const { rows } = await db.query<{ state: string; end_cause: string | null; stop_evidence: unknown }>(
    'SELECT state, end_cause, stop_evidence FROM rule_trial WHERE id = $1',
    [id],
  );
  return rows[0]!;
}

async function statusOf(id: string): Promise<string> {
  const { rows } = await db.query<{ status: string }>('SELECT status FROM rule_version WHERE id = $1', [id]);
  return rows[0]!.status;
}

/** A home with an account whose arm is this one. */
async function aHome(trialId: string, arm: TrialArm): Promise<SeededAccount> {
  for (;;) {
    const account = await anAccount(db, { at: begun });
    if (armOf(trialId, account.unitId, 50) === arm) return account;
  }
}

interface Placed {
  arm: string | null;
  rule_version_id: string;
}

async function placed({ episodeId }: SeededAccount): Promise<Placed> {
  const { rows } = await db.query<Placed>(
    'SELECT m.arm, e.rule_version_id FROM episode e LEFT JOIN rule_trial_episode m ON m.episode_id = e.id WHERE e.id = $1',
    [episodeId],
  );
  return rows[0]!;
}

test('a trial is asked for, approved by a second person, begins on its day, and ends by one person', async () => {
  const challenger = await aChallenger();
  const id = await ask(challenger);
  await expect(approve(id, 'manager')).rejects.toEqual(refused('no_right'));
  await expect(within((tx) => approveTrial(tx, who('deputy'), id, 'another'))).rejects.toMatchObject({
    code: 'rule_hash',
  });
  await expect(within((tx) => endTrial(tx, who('deputy'), id, '早い'))).rejects.toMatchObject({ code: 'already_done' });
  await approve(id);
  await expect(approve(id)).rejects.toMatchObject({ code: 'already_done' });
  expect(await statusOf(challenger.id)).toBe('trial');
  await activateRules(db, at);
  expect((await trial(id)).state).toBe('approved');
  await activateRules(db, begun);
  await activateRules(db, begun);
  expect((await trial(id)).state).toBe('running');
  await within((tx) => endTrial(tx, who('deputy'), id, '苦情'));
  await expect(within((tx) => endTrial(tx, who('deputy'), id, '苦情'))).rejects.toMatchObject({ code: 'already_done' });
  expect(await trial(id)).toMatchObject({ state: 'ended', end_cause: 'person' });
  expect(await statusOf(challenger.id)).toBe('retired');
  const { rows } = await db.query(
    `SELECT act FROM ledger WHERE subject_kind = 'rule_trial' AND subject_id = $1 ORDER BY id`,
    [id],
  );
  expect(rows).toEqual(['trial_requested', 'trial_approved', 'trial_started', 'trial_ended'].map((act) => ({ act })));
});

test('a trial is not asked for with wrong terms, an unready challenger, another yardstick, or beside another trial', async () => {
  const challenger = await aChallenger();
  await expect(ask(challenger, { sharePercent: 51 })).rejects.toMatchObject({ code: 'trial_share' });
  await expect(ask(challenger, { fromDay: '2026-11-26' })).rejects.toMatchObject({ code: 'trial_day' });
  await expect(ask({ ...challenger, hash: 'another' })).rejects.toMatchObject({ code: 'rule_hash' });
  const active = await activeVersion(db, 'city_tax');
  const same = (await within((tx) => draftLike(tx, who('manager'), active.id)))!;
  await expect(ask({ id: same, hash: await hashOf('rule_version', same) })).rejects.toEqual(refused('unchanged'));
  const { effect } = active.content;
  const longer = await aChallenger({ effect: { ...effect, callWindowDays: effect.callWindowDays + 30 } });
  await expect(ask(longer)).rejects.toMatchObject({ code: 'trial_yardstick' });
  await expect(
    within((tx) =>
      requestTrial(tx, who('deputy'), { ...terms, challengerVersionId: challenger.id, contentHash: challenger.hash }),
    ),
  ).rejects.toEqual(refused('no_right'));
  await ask(challenger);
  await expect(ask(await aChallenger({ restAfterHold: 6 }))).rejects.toMatchObject({ code: 'trial_other' });
});

const terms = {
  sharePercent: 10,
  fromDay: '2026-11-27',
  untilDay: '2026-12-31',
  minimumSample: 10,
  stopMeasures: ['paid'],
  reason: '比べる',
} as const;

test('a challenger that was edited after the request is not approved, and a request that is sent back leaves a draft', async () => {
  const challenger = await aChallenger();
  const id = await ask(challenger);
  const { content } = await activeVersion(db, 'city_tax');
  await within((tx) =>
    editDraft(tx, who('manager'), challenger.id, { revision: 2, content: { ...content, restAfterHold: 8 } }),
  );
  await expect(approve(id)).rejects.toMatchObject({ code: 'trial_changed' });
  await expect(within((tx) => declineTrial(tx, who('manager'), id, '直す'))).rejects.toEqual(refused('no_right'));
  await within((tx) => declineTrial(tx, who('deputy'), id, '直す'));
  expect(await trial(id)).toMatchObject({ state: 'discarded', end_cause: 'declined' });
  expect(await statusOf(challenger.id)).toBe('draft');
});

test('who asked for a trial or wrote its challenger does not approve it, whatever right he holds', async () => {
  const challenger = await aChallenger();
  const id = await ask(challenger);
  await db.query(`UPDATE staff SET approves_rules = true WHERE login = 'manager'`);
  await expect(approve(id, 'manager')).rejects.toMatchObject({ code: 'trial_own_work' });
  await db.query(`UPDATE staff SET approves_rules = false WHERE login = 'manager'`);
  await db.query(`UPDATE rule_version SET editors = editors || $2::uuid WHERE id = $1`, [
    challenger.id,
    who('deputy').staffId,
  ]);
  await expect(approve(id)).rejects.toEqual(refused('own_work'));
});

test('the database refuses a trial without a second person’s approval, an unapproved challenger, and other terms', async () => {
  const challenger = await aChallenger();
  const id = await ask(challenger);
  const set = (what: string) => db.query(`UPDATE rule_trial SET ${what} WHERE id = $1`, [id]);
  const violation = { code: '23514' };
  await expect(set(`state = 'approved'`)).rejects.toMatchObject(violation);
  await expect(set(`state = 'running', started_at = now()`)).rejects.toMatchObject(violation);
  for (const login of ['manager', 'operator1'])
    await expect(
      set(`state = 'approved', approved_hash = content_hash, approver_id = '${who(login).staffId}'`),
    ).rejects.toMatchObject(violation);
  await expect(set('share_percent = 40')).rejects.toMatchObject(violation);
  await expect(
    db.query(`UPDATE rule_version SET status = 'trial' WHERE id = $1`, [challenger.id]),
  ).rejects.toMatchObject(violation);
  const account = await anAccount(db, { at });
  await expect(
    db.query(`INSERT INTO rule_trial_episode VALUES ($1, $2, $3, 'challenger')`, [
      account.episodeId,
      id,
      account.unitId,
    ]),
  ).rejects.toMatchObject(violation);
});

test('new episodes follow their home’s arm, all of a home together; running ones and other receivables keep the active rules', async () => {
  const before = await anAccount(db, { at });
  const { id, challenger } = await running();
  const champion = (await activeVersion(db, 'city_tax')).id;
  for (const arm of trialArms) {
    const first = await aHome(id, arm);
    const expected = { arm, rule_version_id: arm === 'challenger' ? challenger : champion };
    expect(await placed(first)).toEqual(expected);
    expect(await placed(await anAccount(db, { at: begun, unitId: first.unitId }))).toEqual(expected);
  }
  expect(await placed(before)).toEqual({ arm: null, rule_version_id: champion });
  expect((await placed(await anAccount(db, { at: begun, receivable: 'care' }))).arm).toBeNull();
});

test('a home that is joined by people of another arm keeps the arm given first', async () => {
  const { id } = await running();
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO contact_unit (household_no) SELECT NULL FROM generate_series(1, 60) RETURNING id`,
  );
  const unseen = rows.find((unit) => armOf(id, unit.id, 50) === 'champion')!.id;
  const moved = await aHome(id, 'challenger');
  await db.query('UPDATE debtor SET contact_unit_id = $2 WHERE id = $1', [moved.debtorId, unseen]);
  expect((await placed(await anAccount(db, { at: begun, unitId: unseen }))).arm).toBe('challenger');
  const { unitId } = await aHome(id, 'champion');
  await db.query('UPDATE debtor SET contact_unit_id = $2 WHERE id = $1', [moved.debtorId, unitId]);
  expect((await placed(await anAccount(db, { at: begun, unitId }))).arm).toBe('champion');
});

test('the intake of a file gives arms to the episodes that it opens', async () => {
  const { id } = await running();
  const city = cityExchange(db, setClock('2026-11-27T07:00:00+09:00'));
  const numbers = Array.from({ length: 20 }, (_, no) => String(700_000 + no));
  await city.send(
    'debtors',
    '2026-11-27T06:00:00+09:00',
    numbers.map((no) => aDebtor(no, { householdNo: no.slice(0, 5) })),
  );
  await city.send(
    'arrears',
    '2026-11-27T06:00:00+09:00',
    numbers.map((no) => aLine(no, { noticeNo: no })),
  );
  const { rows } = await db.query<{ unit: string; arms: string[]; versions: number; episodes: number }>(
    `SELECT m.contact_unit_id AS unit, array_agg(DISTINCT m.arm) AS arms, count(DISTINCT e.rule_version_id) AS versions, count(*) AS episodes
       FROM rule_trial_episode m JOIN episode e ON e.id = m.episode_id WHERE m.trial_id = $1 GROUP BY 1`,
    [id],
  );
  expect(rows).toHaveLength(2);
  for (const { unit, ...home } of rows)
    expect(home).toEqual({ arms: [armOf(id, unit, 50)], versions: 1, episodes: 10 });
});

test('after the trial new episodes follow the active rules, those of the challenger keep it', async () => {
  const { id, challenger } = await running({ untilDay: '2026-12-01' });
  const tried = await aHome(id, 'challenger');
  await activateRules(db, instantAt('2026-12-01', '23:59'));
  expect((await trial(id)).state).toBe('running');
  await activateRules(db, instantAt('2026-12-02', '00:00'));
  expect(await trial(id)).toMatchObject({ state: 'ended', end_cause: 'until_day' });
  expect(await placed(tried)).toEqual({ arm: 'challenger', rule_version_id: challenger });
  const later = await anAccount(db, { at: instantAt('2026-12-02', '07:00'), unitId: tried.unitId });
  expect(await placed(later)).toEqual({ arm: null, rule_version_id: (await activeVersion(db, 'city_tax')).id });
});

test('the effect counts homes, calls, contacts and attributed yen, and a worse challenger is stopped once a day by its evidence', async () => {
  const { id, challenger } = await running();
  const homes = { champion: [] as SeededAccount[], challenger: [] as SeededAccount[] };
  while (Math.min(homes.champion.length, homes.challenger.length) < 12) {
    const account = await anAccount(db, { at: begun });
    homes[armOf(id, account.unitId, 50)].push(account);
  }
  const talked = instantAt('2026-11-27', '10:00');
  for (const { accountId, lineIds } of homes.champion) {
    const call = { accountId, kind: 'call', outcome: 'talked_no_promise', spokeWith: 'self', at: talked } as const;
    await within((tx) => recordContact(tx, { kind: 'system' }, call));
    await aPayment(db, { accountId, lineId: lineIds[0]!, amount: 10_000, paidOn: '2026-11-28', postedAt: talked });
    await within((tx) => recomputeAttribution(tx, [accountId], talked));
  }
  for (const { accountId } of homes.challenger)
    await within((tx) =>
      recordContact(tx, { kind: 'system' }, { accountId, kind: 'call', outcome: 'no_answer', at: talked }),
    );

  const { arms } = await measureTrial(db, id);
  const size = homes.champion.length;
  expect(arms.champion).toMatchObject({
    ...{
      households: size,
      episodes: size,
      calls: size,
      callsReached: size,
      householdsReached: size,
      householdsPaid: size,
    },
    ...{ householdsWatched: size, contacts: size, yen: size * 10_000 },
    estimates: { paid: { value: 1 }, contact: { value: 1 }, yen: { value: 10_000, low: 10_000, high: 10_000 } },
  });
  expect(arms.challenger).toMatchObject({ calls: homes.challenger.length, callsReached: 0, householdsPaid: 0, yen: 0 });

  await db.query('UPDATE rule_trial SET judged_on = $2 WHERE id = $1', [id, '2026-11-28']);
  await judgeTrials(db, instantAt('2026-11-28', '20:00'));
  expect((await trial(id)).state).toBe('running'); // that day it was looked at already
  await judgeTrials(db, instantAt('2026-11-29', '00:01'));
  expect(await trial(id)).toMatchObject({
    ...{ state: 'ended', end_cause: 'stop_rule' },
    stop_evidence: { measure: 'paid', difference: { value: -1 } },
  });
  expect(await statusOf(challenger)).toBe('retired');
});

test('other rules that come into force end the trial first', async () => {
  const { id } = await running();
  const other = await aChallenger({ restAfterHold: 11 });
  await within((tx) =>
    requestApproval(tx, who('manager'), other.id, {
      contentHash: other.hash,
      effectiveFrom: '2026-12-03',
      reason: '直す',
    }),
  );
  await within((tx) => approveVersion(tx, who('deputy'), other.id, other.hash));
  await activateRules(db, instantAt('2026-12-03', '00:00'));
  expect(await trial(id)).toMatchObject({ state: 'ended', end_cause: 'rules_changed' });
  expect((await activeVersion(db, 'city_tax')).id).toBe(other.id);
});
