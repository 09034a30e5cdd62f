import type { Calendar } from '../../domain/calendar.ts';
import { maskAddress, maskBirthDate, maskName } from '../../domain/mask.ts';
import { rankPhones } from '../../domain/phone-ranking.ts';
import { problem } from '../../domain/problem.ts';
import { addDays, dateOf, instantAt, weekdayOf } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import { estimatedCharges } from '../../records/late-charge.ts';
import type { Lease } from '../../records/lease.ts';
import type { AppDeps } from '../deps.ts';
import { claimOf } from '../routes/cases.ts';
import type { Case, CaseLine } from '../schemas/case.ts';
import { lastCallOfTask } from './call.ts';
import { activeHolds, caseAccounts, findCaseTask, findDebtor, household, lastPromises, owedLines } from './case.ts';
import { history } from './history.ts';
import { phonesWithRecord } from './phones.ts';

const HISTORY_ROWS = 60;

/** All that the workspace shows of a claimed case, masked where the picture masks (ux/workspace). */
export async function buildCase({ db, clock, books }: AppDeps, lease: Lease, staffId: string): Promise<Case> {
  const now = await clock.now();
  const today = dateOf(now);
  const task = await findCaseTask(db, lease.taskId);
  const debtor = task && (await findDebtor(db, task.debtor_id));
  if (!task || !debtor) throw problem('not_found');
  const accounts = await caseAccounts(db, debtor.id, today);
  const calendar = await books.calendar(db);
  const phones = await phonesWithRecord(db, debtor.id, task.group_code, now);
  const draft = await findDraft(db, staffId, task.id);
  const { id, addressee_no, kind, name, kana, dv_protected, returned_mail_at } = debtor;
  const members = await household(db, lease.unitId, id);
  return {
    claim: claimOf(lease),
    task,
    debtor: {
      id,
      addressee_no,
      kind,
      name,
      kana,
      dv_protected,
      returned_mail_at,
      address_masked: maskAddress(debtor.address),
      birth_date_masked: debtor.birth_date && maskBirthDate(debtor.birth_date),
    },
    household: members.map((member) => ({ ...member, name: maskName(member.name) })),
    phones: rankPhones(phones, calendar.sessionAt(now) ?? 'weekday', weekdayOf(today)),
    accounts,
    lines: await linesWithCharge(db, id, today),
    holds: await activeHolds(db, id, today),
    promises: await lastPromises(db, id),
    history: await history(
      db,
      accounts.map((account) => account.id),
      HISTORY_ROWS,
    ),
    call: await lastCallOfTask(db, task.id, lease.since),
    draft: draft?.content ?? null,
    draft_saved_at: draft?.saved_at ?? null,
    promise_dates: promiseDates(calendar, today),
    callback_times: callbackTimes(calendar, now),
  };
}

async function linesWithCharge(db: Queryable, debtorId: string, today: string): Promise<CaseLine[]> {
  const lines = await owedLines(db, debtorId, today);
  const charges = await estimatedCharges(
    db,
    lines.map(({ id, receivable_code, balance, due_date, demand_date }) => ({
      lineId: id,
      receivableCode: receivable_code,
      balance,
      dueDate: due_date,
      demandDate: demand_date,
    })),
    today,
  );
  return lines.map(({ demand_date: _, ...line }) => ({ ...line, late_charge: charges.get(line.id) || null }));
}

async function findDraft(db: Queryable, staffId: string, taskId: string) {
  const { rows } = await db.query<{ content: Record<string, unknown>; saved_at: Date }>(
    'SELECT content, saved_at FROM draft WHERE staff_id = $1 AND task_id = $2',
    [staffId, taskId],
  );
  return rows[0];
}

/** Three days a debtor may be asked to pay by: days on which the city takes payments over the counter. */
function promiseDates(calendar: Calendar, today: string): string[] {
  return [3, 7, 12].map((days) => calendar.cityOpenDayOnOrAfter(addDays(today, days)));
}

/** The next three openings a call may be booked in: later today, and the next two operating days in the session they offer last. */
function callbackTimes(calendar: Calendar, now: Date): Date[] {
  const inTwoHours = new Date(Math.ceil((now.getTime() + 2 * 3_600_000) / 1_800_000) * 1_800_000);
  const next = calendar.nextOperatingDay(dateOf(now));
  const later = calendar.nextOperatingDay(next);
  const onDay = (day: string) =>
    calendar.patternOf(day) === 'evening' ? instantAt(day, '18:00') : instantAt(day, '10:00');
  return [...(calendar.isOpen(inTwoHours) ? [inTwoHours] : []), onDay(next), onDay(later)];
}
