import { connectedOutcomes, type Outcome, type Session } from '../domain/codes.ts';
import type { Queryable } from '../prisma/database.ts';

export interface Try {
  phoneId: string;
  /** One that was spoken about: its receivable's group */
  accountId: string;
  at: Date;
  session: Session;
  outcome: Outcome;
}

/** Adds a call to its number's record by weekday and hour (§9(1)); once a call, however many accounts it was about. */
export async function countTry(tx: Queryable, { phoneId, accountId, at, session, outcome }: Try): Promise<void> {
  await tx.query(
    `INSERT INTO phone_hour AS h (phone_id, month, group_code, session, weekday, hour, tries, answers)
     SELECT $1, date_trunc('month', l.at)::date, r.group_code, $4, extract(isodow FROM l.at), extract(hour FROM l.at), 1, $5
       FROM account a JOIN receivable r ON r.code = a.receivable_code,
            LATERAL (SELECT $3::timestamptz AT TIME ZONE 'Asia/Tokyo' AS at) l
      WHERE a.id = $2
     ON CONFLICT (phone_id, month, group_code, session, weekday, hour)
     DO UPDATE SET tries = h.tries + 1, answers = h.answers + EXCLUDED.answers`,
    [phoneId, accountId, at, session, connectedOutcomes.includes(outcome) ? 1 : 0],
  );
}

/** As many tries of the whole segment as count beside one hour's own, so that a thin hour proves nothing. */
const PRIOR_TRIES = 20;

/**
 * What numbers answer by session and hour, for each segment (group × person or company × kind of phone) of the last twelve months: the
 * hour's share drawn towards the segment's, the segment's towards the book's. Returns how many segments there are.
 */
export async function refreshAnswerShares(tx: Queryable, today: string): Promise<number> {
  await tx.query('DELETE FROM answer_share');
  const { rowCount } = await tx.query(
    `WITH hours AS (
       SELECT h.group_code, d.kind AS debtor_kind, p.kind AS phone_kind, h.session, h.hour, sum(h.tries) AS tries, sum(h.answers) AS answers
         FROM phone_hour h JOIN phone p ON p.id = h.phone_id JOIN debtor d ON d.id = p.debtor_id
        WHERE h.month > $1::date - interval '12 months' GROUP BY 1, 2, 3, 4, 5),
     book AS (SELECT sum(answers) / sum(tries) AS share FROM hours),
     segments AS (
       SELECT group_code, debtor_kind, phone_kind, sum(tries) AS tries, sum(answers) AS answers,
              (sum(answers) + $2 * b.share) / (sum(tries) + $2) AS share
         FROM hours, book b GROUP BY group_code, debtor_kind, phone_kind, b.share),
     sessions AS (
       SELECT h.group_code, h.debtor_kind, h.phone_kind, h.session,
              jsonb_object_agg(h.hour, round((h.answers + $2 * s.share) / (h.tries + $2), 3)) AS shares
         FROM hours h JOIN segments s USING (group_code, debtor_kind, phone_kind) GROUP BY 1, 2, 3, 4)
     INSERT INTO answer_share (group_code, debtor_kind, phone_kind, shares, tries, answers)
     SELECT s.group_code, s.debtor_kind, s.phone_kind, jsonb_object_agg(x.session, x.shares), s.tries, s.answers
       FROM segments s JOIN sessions x USING (group_code, debtor_kind, phone_kind)
      GROUP BY s.group_code, s.debtor_kind, s.phone_kind, s.tries, s.answers`,
    [today, PRIOR_TRIES],
  );
  return rowCount ?? 0;
}
