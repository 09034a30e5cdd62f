import { expect, test } from '@jest/globals';
import { type CheckCode, checksOf, type Figures, worstOf } from '../../domain/operations.ts';

const now = new Date('2026-11-26T03:00:00Z');
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const none = { count: 0, oldestAt: null };
const one = (minutes: number) => ({ count: 1, oldestAt: before(minutes) });
const beat = (process: string, fields = {}) => ({ process, state: 'up', beatAt: before(0.1), count: 1, ...fields });

const well: Figures = {
  now,
  temporalAnswers: true,
  beats: ['api', 'worker', 'relay', 'gateway'].map((process) => beat(process)),
  recoveringSince: null,
  ...{ nudges: none, due: none, stuck: none, unknown: none, unplaced: none },
  archive: { state: 'ok', waiting: 0, lastPassAt: before(5) },
  seals: { unsealed: none, check: { ok: true, at: before(60) } },
  wal: { failing: false, lastAt: before(1) },
  diskFreeBytes: 50 * 1_024 ** 3,
  backupAt: before(600),
};

const stateOf = (code: CheckCode, figures: Partial<Figures>) =>
  checksOf({ ...well, ...figures }).find((check) => check.code === code)?.state;

test('a system where everything runs is well', () => {
  expect(checksOf(well).map(({ state }) => state)).toEqual(Array.from({ length: 18 }, () => 'ok'));
  expect(worstOf(checksOf(well))).toBe('ok');
});

test('the worst of all is told first', () => {
  expect(worstOf(checksOf({ ...well, backupAt: null }))).toBe('warn');
  expect(worstOf(checksOf({ ...well, backupAt: null, temporalAnswers: false }))).toBe('bad');
});

test('a process that says nothing, or never did, must be looked after; a gateway that waits for its line is to watch', () => {
  expect(stateOf('worker', { beats: [] })).toBe('bad');
  expect(stateOf('worker', { beats: [beat('worker', { beatAt: before(1) })] })).toBe('bad');
  expect(stateOf('gateway', { beats: [beat('gateway', { state: 'connecting' })] })).toBe('warn');
});

test.each<[CheckCode, Partial<Figures>, string]>([
  ['nudges', { nudges: one(0.5) }, 'ok'],
  ['nudges', { nudges: one(2) }, 'warn'],
  ['nudges', { nudges: one(11) }, 'bad'],
  ['due', { due: one(9_000) }, 'warn'],
  ['stuck', { stuck: one(0) }, 'bad'],
  ['unknown', { unknown: one(1) }, 'warn'],
  ['unknown', { unknown: one(25 * 60) }, 'bad'],
  ['unplaced', { unplaced: one(1) }, 'warn'],
  ['recovery', { recoveringSince: before(1) }, 'warn'],
  ['recovery', { recoveringSince: before(61) }, 'bad'],
  ['archive', { archive: { state: 'never', waiting: 0, lastPassAt: null } }, 'ok'],
  ['archive', { archive: { state: 'late', waiting: 3, lastPassAt: before(300) } }, 'warn'],
  ['archive', { archive: { state: 'at_risk', waiting: 3, lastPassAt: before(1) } }, 'bad'],
  ['seals', { seals: { unsealed: one(12), check: null } }, 'ok'],
  ['seals', { seals: { unsealed: one(30), check: null } }, 'warn'],
  ['seals', { seals: null }, 'off'],
  ['seal_check', { seals: { unsealed: none, check: { ok: false, at: before(1) } } }, 'bad'],
  ['seal_check', { seals: { unsealed: none, check: { ok: true, at: before(3 * 24 * 60) } } }, 'warn'],
  ['disk', { diskFreeBytes: 4 * 1_024 ** 3 }, 'warn'],
  ['disk', { diskFreeBytes: 1_000_000 }, 'bad'],
  ['wal', { wal: { failing: true, lastAt: null } }, 'bad'],
  ['wal', { wal: null }, 'off'],
  ['backup', { backupAt: null }, 'warn'],
  ['backup', { backupAt: undefined }, 'off'],
  ['backup', { backupAt: before(27 * 60) }, 'warn'],
  ['backup', { backupAt: before(8 * 24 * 60) }, 'bad'],
])('%s %j is %s', (code, figures, state) => {
  expect(stateOf(code, figures)).toBe(state);
});
