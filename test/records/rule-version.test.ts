import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RuleSet } from '../../domain/rules.ts';
import { instantAt } from '../../domain/time.ts';
import { type Queryable, transaction } from '../../prisma/database.ts';
import { openEpisodes } from '../../records/episode.ts';
import { activateDue } from '../../records/rule-activation.ts';
import { approveVersion, backToDraft, checkVersion, requestApproval } from '../../records/rule-approval.ts';
import { ruleHash } from '../../records/rule-hash.ts';
import { discardDraft, draftLike, editDraft, type RuleActor } from '../../records/rule-version.ts';
import { testCity } from '../helpers/city.ts';
import { testDatabase } from '../helpers/database.ts';
import { anAccount } from '../helpers/facts.ts';
import { aSimulation, otherRules } from '../helpers/rules.ts';

const { db } = await testDatabase();
const at = instantAt('2026-11-26', '10:00');
const effectiveFrom = '2026-12-01';
const people = new Map<string, RuleActor>();

beforeAll(async () => {
  await testCity(db);
  const { rows } = await db.query<{ id: string; login: string }>('SELECT id, login FROM staff');
  for (const { id, login } of rows) people.set(login, { staffId: id, at });
  await db.query(
    `INSERT INTO staff (login, name, kana, role, password_hash, approves_rules) VALUES ('manager2', '第二 管理者', 'ダイニ', 'manager', '', true)`,
  );
  const { rows: second } = await db.query<{ id: string }>(`SELECT id FROM staff WHERE login = 'manager2'`);
  people.set('manager2', { staffId: second[0]!.id, at });
}, 60_000);

const who = (login: string) => people.get(login)!;
const within = <T>(act: (tx: Queryable) => Promise<T>) => transaction(db, act);
/** The department that owns each receivable has a clerk with the right. */
const clerkOf: Record<string, string> = { city_tax: 'tax', health: 'insurance', care: 'care', childcare: 'childcare' };

interface Row {
  status: string;
  content: RuleSet;
  content_hash: string;
  revision: number;
}

async function row(id: string): Promise<Row> {
  const { rows } = await db.query<Row>(
    'SELECT status, content, content_hash, revision FROM rule_version WHERE id = $1',
    [id],
  );
  return rows[0]!;
}

async function activeOf(receivable: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM rule_version WHERE receivable_code = $1 AND status = 'active'`,
    [receivable],
  );
  return rows[0]!.id;
}

async function aDraft(receivable: string, change: Partial<RuleSet> = { restAfterHold: 5 }): Promise<string> {
  const active = await activeOf(receivable);
  return within(async (tx) => {
    const id = (await draftLike(tx, who('manager'), active))!;
    const { content } = await row(active);
    await editDraft(tx, who('manager'), id, { revision: 1, content: { ...content, ...change } });
    return id;
  });
}

async function aRequest(receivable: string, change?: Partial<RuleSet>): Promise<string> {
  const id = await aDraft(receivable, change);
  await within((tx) => checkVersion(tx, who('manager'), id));
  await aSimulation(db, id, at);
  const { content_hash } = await row(id);
  await within((tx) =>
    requestApproval(tx, who('manager'), id, { contentHash: content_hash, effectiveFrom, reason: '試す' }),
  );
  return id;
}

async function approved(receivable: string, change: Partial<RuleSet>, approvedAt = at): Promise<string> {
  const id = await aRequest(receivable, change);
  const { content_hash } = await row(id);
  await within((tx) => approveVersion(tx, { ...who('deputy'), at: approvedAt }, id, content_hash));
  return id;
}

const refused = (refusal: string) => expect.objectContaining({ code: 'rule_refused', params: { refusal } });

describe('a draft', () => {
  test('begins like another version and is numbered after the last', async () => {
    const active = await activeOf('care');
    const id = await within((tx) => draftLike(tx, who('manager'), active));
    expect(await row(id!)).toMatchObject({ status: 'draft', content: (await row(active)).content });
    expect(await within((tx) => draftLike(tx, who('manager'), '00000000-0000-4000-8000-000000000000'))).toBeNull();
    await within((tx) => discardDraft(tx, who('manager'), id!));
    expect(await row(id!)).toMatchObject({ status: 'discarded' });
    await expect(within((tx) => discardDraft(tx, who('manager'), id!))).rejects.toEqual(refused('not_a_draft'));
  });

  test('edited by two, the later one hears who saved, and nothing is lost', async () => {
    const id = await aDraft('care');
    const { content, revision } = await row(id);
    await within((tx) => editDraft(tx, who('manager2'), id, { revision, content: { ...content, restAfterHold: 7 } }));
    await expect(
      within((tx) => editDraft(tx, who('manager'), id, { revision, content: { ...content, restAfterHold: 9 } })),
    ).rejects.toMatchObject({ code: 'stale_revision', params: { holder: '第二 管理者', since: '10:00' } });
    expect((await row(id)).content.restAfterHold).toBe(7);
  });

  test('begun by two at once becomes two, with a number each', async () => {
    const active = await activeOf('care');
    const begun = await Promise.all(
      ['manager', 'manager2'].map((login) => within((tx) => draftLike(tx, who(login), active))),
    );
    const { rows } = await db.query('SELECT FROM rule_version WHERE id = ANY($1::uuid[])', [begun]);
    expect(rows).toHaveLength(2);
  });

  test('like an old version is a rollback: its content, compared with what is active now', async () => {
    const first = await activeOf('elderly');
    const newer = await otherRules(db, 'elderly', { restAfterHold: 6 });
    const id = (await within((tx) => draftLike(tx, who('manager'), first)))!;
    const { rows } = await db.query('SELECT base_version_id, content_hash FROM rule_version WHERE id = $1', [id]);
    expect(rows).toEqual([{ base_version_id: newer, content_hash: (await row(first)).content_hash }]);
    await expect(
      within((tx) =>
        requestApproval(tx, who('manager'), id, {
          contentHash: (rows as Row[])[0]!.content_hash,
          effectiveFrom,
          reason: '戻す',
        }),
      ),
    ).rejects.toEqual(refused('not_checked'));
  });

  test('carries the hash of its content after each edit', async () => {
    const id = await aDraft('care');
    const { content, content_hash } = await row(id);
    expect(content_hash).toBe(ruleHash(content));
  });

  test.each(['operator1', 'deputy', 'auditor', 'tax'])('is edited by managers only, not by %s', async (login) => {
    const id = await aDraft('care');
    await expect(within((tx) => editDraft(tx, who(login), id, { revision: 2, note: 'x' }))).rejects.toEqual(
      refused('no_right'),
    );
  });
});

describe('a request for approval', () => {
  test('needs a change, the checks and the simulation of this very content, in this order', async () => {
    const active = await activeOf('health');
    const id = (await within((tx) => draftLike(tx, who('manager'), active)))!;
    const request = async () => {
      const { content_hash } = await row(id);
      return within((tx) =>
        requestApproval(tx, who('manager'), id, { contentHash: content_hash, effectiveFrom, reason: '試す' }),
      );
    };
    await expect(request()).rejects.toEqual(refused('unchanged'));
    const { content } = await row(id);
    const steps = content.steps.slice(0, -1);
    await within((tx) => editDraft(tx, who('manager'), id, { revision: 1, content: { ...content, steps } }));
    await expect(request()).rejects.toEqual(refused('not_checked'));
    expect(await within((tx) => checkVersion(tx, who('manager'), id))).toContainEqual({
      severity: 'error',
      code: 'no_exit',
      step: null,
    });
    await expect(request()).rejects.toEqual(refused('has_errors'));
    await within((tx) => editDraft(tx, who('manager'), id, { revision: 2, content: { ...content, restAfterHold: 4 } }));
    await within((tx) => checkVersion(tx, who('manager'), id));
    await expect(request()).rejects.toEqual(refused('not_simulated'));
    await aSimulation(db, id, at);
    await within((tx) => editDraft(tx, who('manager'), id, { revision: 3, content: { ...content, restAfterHold: 6 } }));
    await within((tx) => checkVersion(tx, who('manager'), id));
    await expect(request()).rejects.toEqual(refused('not_simulated'));
    await aSimulation(db, id, at);
    await request();
    expect(await row(id)).toMatchObject({ status: 'requested' });
    await expect(request()).rejects.toEqual(refused('not_a_draft'));
  });

  test.each(['2026-11-26', '2026-11-25'])('for %s, a day before tomorrow, is refused', async (day) => {
    const id = await aDraft('care');
    await within((tx) => checkVersion(tx, who('manager'), id));
    await aSimulation(db, id, at);
    const { content_hash } = await row(id);
    const asked = { contentHash: content_hash, effectiveFrom: day, reason: '試す' };
    await expect(within((tx) => requestApproval(tx, who('manager'), id, asked))).rejects.toMatchObject({
      code: 'rule_date',
    });
  });

  test('is not edited; taken back it is a draft again and counts for nothing', async () => {
    const id = await aRequest('care');
    const { revision, content_hash } = await row(id);
    await expect(within((tx) => editDraft(tx, who('manager'), id, { revision, note: 'x' }))).rejects.toEqual(
      refused('not_a_draft'),
    );
    await within((tx) => backToDraft(tx, who('manager'), id, 'withdraw', '見直し'));
    await expect(within((tx) => approveVersion(tx, who('deputy'), id, content_hash))).rejects.toEqual(
      refused('not_requested'),
    );
  });
});

describe('an approval', () => {
  test('is a second person’s with the right, never the author’s or an editor’s', async () => {
    const id = await aDraft('city_tax');
    const { content, revision } = await row(id);
    await within((tx) => editDraft(tx, who('manager2'), id, { revision, content: { ...content, restAfterHold: 8 } }));
    await within((tx) => checkVersion(tx, who('manager'), id));
    await aSimulation(db, id, at);
    const { content_hash } = await row(id);
    await within((tx) =>
      requestApproval(tx, who('manager'), id, { contentHash: content_hash, effectiveFrom, reason: '試す' }),
    );
    const approve = (login: string) => within((tx) => approveVersion(tx, who(login), id, content_hash));
    await expect(approve('manager')).rejects.toEqual(refused('no_right'));
    await expect(approve('manager2')).rejects.toEqual(refused('own_work'));
    await expect(approve(clerkOf.care!)).rejects.toEqual(refused('no_right'));
    await expect(approve('operator1')).rejects.toEqual(refused('no_right'));
    await approve(clerkOf.city_tax!);
    expect(await row(id)).toMatchObject({ status: 'approved' });
    await expect(approve('deputy')).rejects.toEqual(refused('not_requested'));
  });

  test('of two at once counts once', async () => {
    const id = await aRequest('elderly');
    const { content_hash } = await row(id);
    const both = await Promise.allSettled(
      ['deputy', 'insurance'].map((login) => within((tx) => approveVersion(tx, who(login), id, content_hash))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await db.query(`SELECT act FROM ledger WHERE subject_id = $1 AND act = 'rule_approved'`, [id]);
    expect(rows).toHaveLength(1);
    await within((tx) => backToDraft(tx, who('manager'), id, 'withdraw', '見直し'));
  });

  test('is void once the version is taken back: edited and never in force', async () => {
    const id = await approved('elderly', { restAfterHold: 8 });
    await within((tx) => backToDraft(tx, who('manager'), id, 'withdraw', '見直し'));
    const { rows } = await db.query(
      'SELECT status, approver_id, approved_hash, requested_at, effective_from FROM rule_version WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([
      { status: 'draft', approver_id: null, approved_hash: null, requested_at: null, effective_from: null },
    ]);
    await within((tx) => activateDue(tx, instantAt(effectiveFrom, '00:00')));
    const { status, content, revision } = await row(id);
    expect(status).toBe('draft');
    await within((tx) => editDraft(tx, who('manager'), id, { revision, content: { ...content, restAfterHold: 9 } }));
  });

  test('is for the content that was read', async () => {
    const id = await aRequest('elderly');
    await expect(within((tx) => approveVersion(tx, who('deputy'), id, 'another'))).rejects.toMatchObject({
      code: 'rule_hash',
    });
    await within((tx) => backToDraft(tx, who('deputy'), id, 'decline', '席数を超える'));
    expect(await row(id)).toMatchObject({ status: 'draft' });
  });

  test('cannot be had by writing to the database as the application does', async () => {
    const id = await aRequest('elderly');
    const author = who('manager').staffId;
    const forged = `UPDATE rule_version SET status = 'approved', approver_id = $2, approved_hash = content_hash WHERE id = $1`;
    await expect(db.query(forged, [id, author])).rejects.toThrow();
    await expect(db.query(`UPDATE rule_version SET content = '{}' WHERE id = $1`, [id])).rejects.toThrow(
      'cannot be edited',
    );
  });
});

describe('on its day', () => {
  test('a version comes into force at midnight, not a second before; new episodes follow it and running ones do not', async () => {
    const before = await activeOf('childcare');
    const running = await anAccount(db, { at, receivable: 'childcare' });
    const id = await approved('childcare', { restAfterHold: 3 });
    expect(await within((tx) => activateDue(tx, new Date(Number(instantAt(effectiveFrom, '00:00')) - 1_000)))).toBe(0);
    expect(await activeOf('childcare')).toBe(before);
    const midnight = instantAt(effectiveFrom, '00:00');
    await within((tx) => activateDue(tx, midnight));
    expect(await within((tx) => activateDue(tx, midnight))).toBe(0);
    expect(await activeOf('childcare')).toBe(id);
    expect(await row(before)).toMatchObject({ status: 'retired' });

    const fresh = await anAccount(db, { at: midnight, receivable: 'childcare' });
    await within((tx) => openEpisodes(tx, [running.accountId], midnight));
    const { rows } = await db.query<{ id: string; rule_version_id: string }>(
      'SELECT id, rule_version_id FROM episode WHERE id = ANY($1::uuid[])',
      [[running.episodeId, fresh.episodeId]],
    );
    const versions = new Map(rows.map((episode) => [episode.id, episode.rule_version_id]));
    expect([versions.get(running.episodeId), versions.get(fresh.episodeId)]).toEqual([before, id]);
  });

  test('of two approved ones the later does not follow on a base that is gone: it is a draft again', async () => {
    const first = await approved('health', { restAfterHold: 10 });
    const second = await approved('health', { restAfterHold: 11 }, instantAt('2026-11-26', '10:01'));
    expect(await within((tx) => activateDue(tx, instantAt('2026-12-02', '09:00')))).toBe(1);
    expect([await row(first), await row(second)]).toMatchObject([{ status: 'active' }, { status: 'draft' }]);
    const { rows } = await db.query(`SELECT act FROM ledger WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`, [second]);
    expect(rows).toEqual([{ act: 'rule_activation_refused' }]);
  });

  test('two workers at once put it in force once', async () => {
    const id = await approved('elderly', { restAfterHold: 12 });
    const midnight = instantAt(effectiveFrom, '00:00');
    await Promise.all([1, 2, 3].map(() => within((tx) => activateDue(tx, midnight))));
    expect(await activeOf('elderly')).toBe(id);
    const { rows } = await db.query(`SELECT act FROM ledger WHERE subject_id = $1 AND act = 'rule_activated'`, [id]);
    expect(rows).toHaveLength(1);
  });
});
