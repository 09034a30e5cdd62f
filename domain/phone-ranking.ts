import type { Reason, Session } from './codes.ts';
import type { PhoneFact } from './facts.ts';

type Rankable = Pick<PhoneFact, 'id' | 'kind' | 'owner' | 'status' | 'record'>;

const sessions: readonly Session[] = ['weekday', 'evening', 'holiday'];

/**
 * Numbers in the order to ring them in that session, each with its evidence (§9(2)): active before dead and wrong ones; then the share of
 * answered tries in this session (drawn towards one in four while there are few); then the debtor's own before the household's; then
 * landline before mobile, as centres practise. `reasons`: `best_session` with the best record's session, answers and tries; `number_dead`.
 */
export function rankPhones<Phone extends Rankable>(
  phones: readonly Phone[],
  session: Session,
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
    .map((phone) => ({ ...phone, reasons: evidenceOf(phone) }));
}

const statusRank: Record<Rankable['status'], number> = { active: 0, wrong: 1, dead: 2 };
const ownerRank: Record<Rankable['owner'], number> = { self: 0, household: 1, other: 2, work: 3 };
const kindRank: Record<Rankable['kind'], number> = { landline: 0, ip: 1, mobile: 2, other: 3 };

function evidenceOf({ status, record }: Rankable): Reason[] {
  if (status !== 'active') return [{ kind: 'why_not', code: 'number_dead', params: { status } }];
  const tried = sessions.filter((session) => record[session].tries > 0);
  const best = tried.toSorted((left, right) => score(record[right]) - score(record[left]))[0];
  return best ? [{ kind: 'why_now', code: 'best_session', params: { session: best, ...record[best] } }] : [];
}

function scoreIn({ record }: Rankable, session: Session): number {
  return score(record[session]);
}

function score({ tries, answers }: { tries: number; answers: number }): number {
  return (answers + 1) / (tries + 4);
}
