import type pg from 'pg';
import { defaultRules } from '../../domain/default-rules.ts';
import type { RuleSet, Step } from '../../domain/rules.ts';
import { instantAt } from '../../domain/time.ts';
import type { Database } from '../../prisma/database.ts';
import { testCity } from '../helpers/city.ts';
import { paymentsReach } from '../helpers/facts.ts';
import { rulesInForce } from '../helpers/rules.ts';

export const INSTALLATION = 'chaos';
/** 10:00 of a Monday on which the centre works; the harness ends before it closes. */
export const STARTS_AT = instantAt('2026-09-07', '10:00');

/** Receivables of which each account's whole life is one outward effect. */
export const TEXTS = 'city_tax';
export const CALLS = 'health';

/** A department with one receivable for one run's letters or file: batches, notes and file numbers are counted by them. */
export interface Slot {
  department: string;
  receivable: string;
}

const LETTERS = 'abcdefghijklmnop'.split('');
export const letterSlots: Slot[] = LETTERS.map((letter) => ({
  department: `letters${letter}`,
  receivable: `letters_${letter}`,
}));
export const fileSlots: Slot[] = LETTERS.map((letter) => ({
  department: `files${letter}`,
  receivable: `files_${letter}`,
}));

export const operators = LETTERS.map((letter) => `chaos-${letter}`);

const once = { no: 1, session: 'any', attempts: 1, spacing: 1, waitAfter: 30 } as const;
const text: Step = { ...once, name: 'SMS', condition: { field: 'has_mobile', is: true }, channel: 'sms' };
const call: Step = { ...once, name: '架電', condition: { field: 'has_phone', is: true }, channel: 'call' };
const letter: Step = { ...once, name: '催告書', condition: { field: 'amount', op: '>=', value: 1 }, channel: 'letter' };

/** Lays an empty centre out: its clock at `STARTS_AT`, one step for each receivable, fresh payment data, people to work. */
export async function layOut(db: Database, owner: pg.Pool): Promise<void> {
  await testCity(db, INSTALLATION);
  await owner.query('UPDATE installation SET clock_offset_ms = $1', [STARTS_AT.getTime() - Date.now()]);
  for (const slot of [...letterSlots, ...fileSlots]) await addSlot(owner, slot);
  await setSteps(owner, TEXTS, [text]);
  await setSteps(owner, CALLS, [call], defaultRules(CALLS).caps); // a person's second press is another intent
  for (const { receivable } of letterSlots) await setSteps(owner, receivable, [letter]);
  for (const { receivable } of fileSlots) await setSteps(owner, receivable, [text]);
  await owner.query(
    `INSERT INTO staff (login, name, kana, role, extension, password_hash)
     SELECT l.login, s.name, s.kana, 'operator', (300 + l.no)::text, s.password_hash
       FROM staff s, unnest($1::text[]) WITH ORDINALITY AS l(login, no) WHERE s.login = 'operator1'`,
    [operators],
  );
  for (const code of [
    TEXTS,
    CALLS,
    ...letterSlots.map(({ receivable }) => receivable),
    ...fileSlots.map(({ receivable }) => receivable),
  ])
    await paymentsReach(db, code, STARTS_AT);
}

async function addSlot(owner: pg.Pool, { department, receivable }: Slot): Promise<void> {
  await owner.query(`INSERT INTO department (code, name_ja, name_en, position) VALUES ($1, $1, $1, 100)`, [department]);
  await owner.query(
    `INSERT INTO receivable (code, group_code, department_code, name_ja, name_en, position, settings)
     SELECT $1, group_code, $2, $1, $1, 100, settings FROM receivable WHERE code = 'elderly'`,
    [receivable, department],
  );
  await owner.query(
    `INSERT INTO tax_item (code, receivable_code, name_ja, name_en, position) VALUES ($1, $1, $1, $1, 100)`,
    [receivable],
  );
  await owner.query(
    `INSERT INTO rule_version (receivable_code, version, status, content, content_hash, effective_from)
     VALUES ($1, 1, 'active', $2, $1, '2026-04-01')`,
    [receivable, JSON.stringify(defaultRules('elderly'))],
  );
}

/** So wide that nothing but the intent stands between an effect and its repetition. */
const wide: RuleSet['caps'] = {
  ...defaultRules(TEXTS).caps,
  ...{ callsPerUnitPerDay: 9, contactsPerDebtorPerDay: 9, minimumGapMinutes: 0 },
};

async function setSteps(owner: pg.Pool, receivable: string, steps: Step[], caps = wide): Promise<void> {
  await rulesInForce(owner, { steps, caps }, receivable);
}
