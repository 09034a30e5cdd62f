import { maskAddresseeNo, maskName } from '../../domain/mask.ts';
import type { Session } from '../../domain/codes.ts';
import type { Weekday } from '../../domain/time.ts';
import { rankPhones } from '../../domain/phone-ranking.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { AccountPage } from '../schemas/account.ts';
import { futureEvents, pastEvents } from './account-events.ts';
import { activeHolds } from './case.ts';
import { phonesWithRecord } from './phones.ts';

type Head = Omit<
  AccountPage,
  | 'episode'
  | 'phones'
  | 'lines'
  | 'holds'
  | 'windows'
  | 'promises'
  | 'payments'
  | 'effect'
  | 'siblings'
  | 'events'
  | 'trial'
>;

export interface Moment {
  /** Business instant, its day, and the session under way or to come with its weekday */
  now: Date;
  today: string;
  session: Session;
  weekday: Weekday;
}

/** Everything the account page shows but the Temporal run and the trial; null for an unknown id. */
export async function accountPage(
  db: Queryable,
  accountId: string,
  { now, today, session, weekday }: Moment,
): Promise<Omit<AccountPage, 'trial'> | null> {
  const head = await findHead(db, accountId);
  if (!head) return null;
  const phones = await phonesWithRecord(db, head.debtor_id, head.group_code, now);
  const windows = await effectWindows(db, accountId);
  return {
    ...head,
    name: head.kind === 'company' ? head.name : maskName(head.name),
    addressee_no: maskAddresseeNo(head.addressee_no),
    episode: await lastEpisode(db, accountId),
    lines: await accountLines(db, accountId),
    holds: await activeHolds(db, head.debtor_id, today),
    windows,
    promises: await accountPromises(db, accountId),
    payments: await accountPayments(db, accountId),
    effect: await effectOf(db, accountId),
    siblings: await siblings(db, accountId),
    phones: rankPhones(phones, session, weekday).filter(({ status }) => status === 'active'),
    events: [...(await futureEvents(db, accountId)), ...(await pastEvents(db, accountId))],
  };
}

async function findHead(db: Queryable, accountId: string): Promise<(Head & { group_code: string }) | null> {
  const { rows } = await db.query<Head & { group_code: string }>(
    `SELECT a.id, a.debtor_id, d.name, d.addressee_no, d.kind, d.ward, d.dv_protected, d.returned_mail_at, a.receivable_code, r.name_ja AS receivable_name, r.group_code,
            p.name_ja AS department_name, r.payments_as_of, a.state, a.waiting_for, a.until,
            (SELECT COALESCE(sum(b.balance), 0)::integer FROM line_balance b WHERE b.account_id = a.id) AS balance,
            (SELECT COALESCE(sum(l.assessed), 0)::integer FROM arrears_line l WHERE l.account_id = a.id AND l.removed_at IS NULL) AS assessed
       FROM account a JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = a.receivable_code
       JOIN department p ON p.code = r.department_code WHERE a.id = $1`,
    [accountId],
  );
  return rows[0] ?? null;
}

async function lastEpisode(db: Queryable, accountId: string): Promise<AccountPage['episode']> {
  const { rows } = await db.query<NonNullable<AccountPage['episode']>>(
    `SELECT e.id, e.no, e.step, v.version AS rule_version, left(v.content_hash, 8) AS rule_hash, e.opened_at, e.closed_at, e.close_reason, e.run_id,
            (SELECT s->>'name' FROM jsonb_array_elements(v.content->'steps') s WHERE (s->>'no')::integer = e.step) AS step_name
       FROM episode e JOIN rule_version v ON v.id = e.rule_version_id WHERE e.account_id = $1 ORDER BY e.no DESC LIMIT 1`,
    [accountId],
  );
  return rows[0] ?? null;
}

async function accountLines(db: Queryable, accountId: string): Promise<AccountPage['lines']> {
  const { rows } = await db.query<AccountPage['lines'][number]>(
    `SELECT l.id, l.account_id, a.receivable_code, i.name_ja AS tax_item_name, l.taxed_year, l.period, l.due_date, l.demand_date, l.assessed, b.balance,
            EXISTS (SELECT FROM hold h WHERE h.line_id = l.id AND h.released_at IS NULL) AS held
       FROM arrears_line l JOIN account a ON a.id = l.account_id JOIN line_balance b ON b.line_id = l.id JOIN tax_item i ON i.code = l.tax_item_code
      WHERE l.account_id = $1 ORDER BY l.due_date, l.period`,
    [accountId],
  );
  return rows;
}

async function effectWindows(db: Queryable, accountId: string): Promise<AccountPage['windows']> {
  const { rows } = await db.query<AccountPage['windows'][number]>(
    `SELECT w.id, w.channel, w.from_date, w.to_date, w.state, c.outcome AS contact_outcome,
            COALESCE((SELECT sum(x.amount) FROM attribution x WHERE x.contact_id = w.contact_id AND x.channel = w.channel), 0)::integer AS effect
       FROM effect_window w JOIN contact c ON c.id = w.contact_id WHERE w.account_id = $1 ORDER BY w.from_date, w.id`,
    [accountId],
  );
  return rows;
}

async function accountPromises(db: Queryable, accountId: string): Promise<AccountPage['promises']> {
  const { rows } = await db.query<AccountPage['promises'][number]>(
    'SELECT id, made_at, promised_for, amount, paid, state FROM promise WHERE account_id = $1 ORDER BY made_at',
    [accountId],
  );
  return rows;
}

async function accountPayments(db: Queryable, accountId: string): Promise<AccountPage['payments']> {
  const { rows } = await db.query<AccountPage['payments'][number]>(
    `SELECT p.id, p.paid_on, p.posted_at, p.amount, p.method, p.stage,
            COALESCE((SELECT sum(x.amount) FROM attribution x WHERE x.payment_id = p.id AND x.in_total), 0)::integer AS effect
       FROM payment p WHERE p.account_id = $1 ORDER BY p.paid_on, p.id`,
    [accountId],
  );
  return rows;
}

async function effectOf(db: Queryable, accountId: string): Promise<AccountPage['effect']> {
  const { rows } = await db.query<AccountPage['effect']>(
    `SELECT COALESCE(sum(amount) FILTER (WHERE channel = 'call'), 0)::integer AS call,
            COALESCE(sum(amount) FILTER (WHERE channel = 'letter'), 0)::integer AS letter,
            COALESCE(sum(amount) FILTER (WHERE in_total), 0)::integer AS total
       FROM attribution WHERE account_id = $1`,
    [accountId],
  );
  return rows[0]!;
}

async function siblings(db: Queryable, accountId: string): Promise<AccountPage['siblings']> {
  const { rows } = await db.query<AccountPage['siblings'][number]>(
    `SELECT s.id, r.name_ja AS receivable_name, s.state, COALESCE(sum(b.balance), 0)::integer AS balance
       FROM account a JOIN account s ON s.debtor_id = a.debtor_id AND s.id <> a.id JOIN receivable r ON r.code = s.receivable_code
       LEFT JOIN line_balance b ON b.account_id = s.id WHERE a.id = $1 GROUP BY s.id, r.code ORDER BY r.position`,
    [accountId],
  );
  return rows;
}
