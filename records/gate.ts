import { loadFacts } from '../activities/facts.ts';
import { Calendar, type CalendarDay } from '../domain/calendar.ts';
import type { GateRefusal } from '../domain/codes.ts';
import { type Attempt, gateFactsOf } from '../domain/gate-facts.ts';
import { problem } from '../domain/problem.ts';
import { gate, type GateFacts, type GateKind } from '../domain/gate.ts';
import type { ReceivableSettings } from '../domain/receivable.ts';
import type { RuleSet } from '../domain/rules.ts';
import { dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { appendLedger } from './ledger.ts';

export interface Passage {
  intentId: string;
  /** Business time at the moment of acting */
  now: Date;
  /** Of a ring: the version of the home's lease that the request carried */
  leaseVersion?: number;
}

/** `repeated`: the intent was attempted or settled before; whoever acts must not act again. */
export type GateAnswer =
  | { kind: 'passed' }
  | { kind: 'refused'; refusal: GateRefusal }
  | { kind: 'repeated'; state: 'attempted' | 'confirmed' | 'unknown' | 'refused' | 'cancelled' };

interface Effect {
  kind: GateKind;
  state: 'planned' | Extract<GateAnswer, { kind: 'repeated' }>['state'];
  accountId: string;
  episodeId: string;
  episodeOpen: boolean;
  phone: GateFacts['phone'];
  leaseOk: boolean;
  callbackAsked: boolean;
  retryFrom: Date | null;
  recovering: boolean;
  purpose: GateFacts['purpose'];
  settings: ReceivableSettings;
  rules: RuleSet;
}

/**
 * The gate before every ring, text and print: under the home's lock it reads the facts once more and moves the intent from planned to
 * attempted, or to refused with the reason. Caps hold because all rings and texts of a home pass here one after the other. Commit before
 * acting. An intent that a restored database does not know is `repeated`. Throws `recovering` while records of what went out are compared.
 */
export async function passGate(tx: Queryable, passage: Passage): Promise<GateAnswer> {
  const { intentId, now } = passage;
  const effect = await lockEffect(tx, passage);
  if (!effect) return { kind: 'repeated', state: 'unknown' };
  if (effect.state !== 'planned') return { kind: 'repeated', state: effect.state };
  if (effect.recovering) throw problem('recovering');
  const before = effect.kind === 'ring' ? await ringsBefore(tx, intentId, now) : { caseRingsAt: [], numberRingsAt: [] };
  const facts = gateFactsOf(await loadFacts(tx, effect.episodeId, now), { ...effect, ...before }, now);
  const calendar = effect.kind === 'print' ? anyHour : await calendarOf(tx, dateOf(now));
  const refusal = gate(effect.kind, facts, effect.settings, effect.rules, calendar, now);
  if (refusal) {
    await refuse(tx, intentId, effect, refusal, now);
    return { kind: 'refused', refusal };
  }
  await tx.query(`UPDATE intent SET state = 'attempted', attempted_at = $2 WHERE id = $1`, [intentId, now]);
  return { kind: 'passed' };
}

async function lockEffect(tx: Queryable, { intentId, leaseVersion }: Passage): Promise<Effect | null> {
  const { rows } = await tx.query<Effect>(
    `SELECT i.kind, i.state, i.account_id AS "accountId", i.episode_id AS "episodeId", e.closed_at IS NULL AS "episodeOpen",
            CASE WHEN p.id IS NOT NULL THEN json_build_object('kind', p.kind, 'status', p.status) END AS phone,
            coalesce(t.kind = 'callback', false) AS "callbackAsked", CASE WHEN t.is_retry THEN t.not_before END AS "retryFrom", s.purpose,
            EXISTS (SELECT FROM recovery WHERE ended_at IS NULL)
              OR EXISTS (SELECT FROM found_effect f WHERE f.number = p.number AND f.intent_id IS NULL AND f.settled_at IS NULL) AS recovering,
            r.settings, v.content AS rules,
            coalesce(u.lease_task_id = i.task_id AND (u.lease_phase = 'in_call' OR u.lease_until > clock_timestamp()), false)
              AND u.lease_version = coalesce($2, u.lease_version) AS "leaseOk"
       FROM intent i JOIN contact_unit u ON u.id = i.contact_unit_id JOIN episode e ON e.id = i.episode_id
       JOIN rule_version v ON v.id = e.rule_version_id JOIN receivable r ON r.code = v.receivable_code
       LEFT JOIN task t ON t.id = i.task_id LEFT JOIN sms s ON s.intent_id = i.id LEFT JOIN phone p ON p.id = i.phone_id
      WHERE i.id = $1 FOR NO KEY UPDATE OF u, i`,
    [intentId, leaseVersion ?? null],
  );
  return rows[0] ?? null;
}

/** Of the home in the last days: for the same task (of a retry: for those whose results the account has), and of the same number. Read after the lock, as the facts are. */
async function ringsBefore(
  tx: Queryable,
  intentId: string,
  now: Date,
): Promise<Pick<Attempt, 'caseRingsAt' | 'numberRingsAt'>> {
  const { rows } = await tx.query<{ at: Date; of_case: boolean; of_number: boolean }>(
    `SELECT o.attempted_at AS at, coalesce(o.task_id = i.task_id OR (t.is_retry AND EXISTS (
                SELECT FROM contact c WHERE c.account_id = i.account_id AND c.task_id = o.task_id)), false) AS of_case,
            coalesce(q.number = p.number, false) AS of_number
       FROM intent i JOIN intent o ON o.contact_unit_id = i.contact_unit_id JOIN phone q ON q.id = o.phone_id
       LEFT JOIN phone p ON p.id = i.phone_id LEFT JOIN task t ON t.id = i.task_id
      WHERE i.id = $1 AND o.kind = 'ring' AND o.state IN ('attempted','confirmed','unknown')
        AND o.attempted_at > $2::timestamptz - interval '7 days'`,
    [intentId, now],
  );
  return {
    caseRingsAt: rows.filter(({ of_case }) => of_case).map(({ at }) => at),
    numberRingsAt: rows.filter(({ of_number }) => of_number).map(({ at }) => at),
  };
}

/** Letters know no hours. */
const anyHour = new Calendar([]);

/** Only the day itself matters here. */
async function calendarOf(tx: Queryable, today: string): Promise<Calendar> {
  const { rows } = await tx.query<CalendarDay>(
    'SELECT day, pattern, city_open AS "cityOpen", holiday_name AS "holidayName" FROM calendar_day WHERE day = $1',
    [today],
  );
  return new Calendar(rows);
}

async function refuse(tx: Queryable, intentId: string, effect: Effect, refusal: GateRefusal, at: Date): Promise<void> {
  await tx.query(
    `WITH refused AS (UPDATE intent SET state = 'refused', refusal = $2, settled_at = $3 WHERE id = $1)
     UPDATE sms SET state = 'refused', state_at = $3 WHERE intent_id = $1`,
    [intentId, refusal, at],
  );
  await appendLedger(tx, {
    at,
    actor: { kind: 'system' },
    act: 'gate_refused',
    accountId: effect.accountId,
    episodeId: effect.episodeId,
    subject: { kind: 'intent', id: intentId },
    detail: { kind: effect.kind, refusal },
  });
  if (effect.kind !== 'ring') await touchAccounts(tx, [effect.accountId], 'gate_refused');
}
