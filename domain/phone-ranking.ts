import { answerRate, type Answering, bestHours, evidenceOf, expectedShare, type Hours } from './answer-rate.ts';
import type { Reason, Session } from './codes.ts';
import type { PhoneFact } from './facts.ts';
import type { Weekday } from './time.ts';

type Rankable = Pick<PhoneFact, 'id' | 'kind' | 'owner' | 'status' | 'record'> & Answering;

/** The hours of a session (§7(1)ア) */
const spans: Record<Session, Hours> = {
  weekday: { from: 9, to: 17 },
  evening: { from: 17, to: 20 },
  holiday: { from: 9, to: 17 },
};
const sessions: readonly Session[] = ['weekday', 'evening', 'holiday'];

/**
 * Numbers in the order to ring them in that session, each with its evidence (§9(2)): active before dead and wrong ones; then the share of
 * answered tries in this session (drawn towards that of such numbers while there are few); then the debtor's own before the household's; then
 * landline before mobile, as centres practise. `reasons`: `best_session` with the best record's session, answers and tries; `best_hours` of
 * the session; `number_dead`.
 */
export function rankPhones<Phone extends Rankable>(
  phones: readonly Phone[],
  session: Session,
  weekday: Weekday,
): (Phone & { reasons: Reason[] })[] {
  return phones
    .toSorted(
      (left, right) =>
        statusRank[left.status] - statusRank[right.status] ||
        scoreIn(right, session) - scoreIn(left, session) ||
        ownerRank[left.owner] - ownerRank[right.owner] ||
        kindRank[left.kind] - kindRank[right.kind] ||
        (left.id < right.id ? -1 : 1),
    )
    .map((phone) => ({ ...phone, reasons: reasonsOf(phone, session, weekday) }));
}

const statusRank: Record<Rankable['status'], number> = { active: 0, wrong: 1, dead: 2 };
const ownerRank: Record<Rankable['owner'], number> = { self: 0, household: 1, other: 2, work: 3 };
const kindRank: Record<Rankable['kind'], number> = { landline: 0, ip: 1, mobile: 2, other: 3 };

function reasonsOf({ status, record, hours, shares }: Rankable, session: Session, weekday: Weekday): Reason[] {
  if (status !== 'active') return [{ kind: 'why_not', code: 'number_dead', params: { status } }];
  const score = (one: Session) => answerRate(record[one], expectedShare(shares, one));
  const best = sessions.filter((one) => record[one].tries > 0).toSorted((left, right) => score(right) - score(left))[0];
  const proof: Reason[] = best
    ? [{ kind: 'why_now', code: 'best_session', params: { session: best, ...record[best] } }]
    : [];
  const likely = bestHours([{ hours, shares }], session, spans[session], weekday);
  return likely ? [...proof, { kind: 'why_now', code: 'best_hours', params: evidenceOf(likely) }] : proof;
}

function scoreIn({ record, shares }: Rankable, session: Session): number {
  return answerRate(record[session], expectedShare(shares, session));
}
