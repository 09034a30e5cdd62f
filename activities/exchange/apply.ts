import type { ExchangeInterface } from '../../domain/exchange-layout.ts';
import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import type { Tx } from '../../prisma/database.ts';
import { arrears } from './arrears.ts';
import { debtors } from './debtors.ts';
import type { StoredFile } from './file.ts';
import { history } from './history.ts';
import { holds } from './holds.ts';
import type { Intake, IntakeResult } from './intake.ts';
import type { ParsedFile } from './parse.ts';
import { payments } from './payments.ts';
import { phones } from './phones.ts';
import { stage } from './stage.ts';

const intakes: Record<ExchangeInterface, Intake> = { debtors, arrears, phones, payments, holds, history };

/** One intake at a time: two files never lock each other's accounts, and the order of as-ofs is looked at once. */
const intakeLock = 7_270_001;

export async function waitForIntake(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [intakeLock]);
}

/** Stages the rows, asks the facts about them and applies them; a list of problems means that nothing was applied. */
export async function applyRows(
  tx: Tx,
  file: StoredFile,
  parsed: ParsedFile,
  now: Date,
  progress: (done: number) => Promise<void>,
): Promise<IntakeResult | ExchangeProblem[]> {
  const intake = intakes[file.interface];
  await stage(tx, file.interface, parsed.rows, progress);
  const unknown = await intake.check(tx);
  if (unknown.length > 0) return unknown;
  return intake.apply(tx, { id: file.id, sender: file.sender, asOf: file.as_of, now });
}
