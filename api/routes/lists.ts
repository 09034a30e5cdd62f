import type { App } from '../app.ts';
import { AccountRow, ContactRow, PaymentRow, PromiseRow, TaskRow } from '../schemas/rows.ts';
import { listRoute } from './resource.ts';

const masked = `CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name`;
const maskedNo = `repeat('●', greatest(0, length(d.addressee_no) - 4)) || right(d.addressee_no, 4) AS addressee_no`;
const whose = `a.debtor_id, ${masked}, a.receivable_code, r.name_ja AS receivable_name`;
const account = 'account a JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = a.receivable_code';

/** The centre's lists: 案件, 経過記録, 納付約束, 架電, 納付. */
export async function listRoutes(app: App): Promise<void> {
  listRoute(app, {
    path: 'accounts',
    can: ['read', 'account'],
    row: AccountRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'accounts',
      select: `a.id, ${whose}, ${maskedNo}, d.kind, d.ward, d.dv_protected, b.balance, b.lines, b.oldest_due, a.state, a.waiting_for, a.until, e.step,
               v.version AS rule_version, c.at AS last_contact_at, c.outcome AS last_outcome`,
      from: `${account}
        LEFT JOIN LATERAL (SELECT step, rule_version_id FROM episode WHERE account_id = a.id ORDER BY no DESC LIMIT 1) e ON true
        LEFT JOIN rule_version v ON v.id = e.rule_version_id
        CROSS JOIN LATERAL (SELECT COALESCE(sum(x.balance), 0)::integer AS balance, count(*) FILTER (WHERE x.balance > 0)::integer AS lines,
                                   min(l.due_date) FILTER (WHERE x.balance > 0) AS oldest_due
                              FROM line_balance x JOIN arrears_line l ON l.id = x.line_id WHERE x.account_id = a.id) b
        LEFT JOIN LATERAL (SELECT at, outcome FROM contact WHERE account_id = a.id ORDER BY at DESC LIMIT 1) c ON true`,
      sorts: {
        id: 'a.id',
        balance: 'b.balance',
        oldest_due: 'b.oldest_due',
        until: 'a.until',
        last_contact_at: 'c.at',
        state: 'a.state',
        name: 'd.kana_key',
      },
      defaultSort: 'b.balance DESC, a.id',
      filters: {
        id: 'a.id::text = ANY(?)',
        debtor_id: 'a.debtor_id = ?',
        receivable_code: 'a.receivable_code = ?',
        state: 'a.state = ?',
        waiting_for: 'a.waiting_for = ?',
      },
    },
  });

  listRoute(app, {
    path: 'contacts',
    can: ['read', 'contact'],
    row: ContactRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'contacts',
      select: `c.id, c.account_id, ${whose}, c.kind, c.outcome, c.spoke_with, c.at, c.session, p.kind AS phone_kind, s.name AS staff_name, c.source,
               k.talk_ms`,
      from: `contact c JOIN ${account.replace('account a', 'account a ON a.id = c.account_id')}
        LEFT JOIN phone p ON p.id = c.phone_id LEFT JOIN staff s ON s.id = c.staff_id LEFT JOIN call k ON k.id = c.call_id`,
      sorts: { id: 'c.id', at: 'c.at', outcome: 'c.outcome' },
      defaultSort: 'c.at DESC, c.id',
      filters: {
        id: 'c.id::text = ANY(?)',
        account_id: 'c.account_id = ?',
        kind: 'c.kind = ?',
        outcome: 'c.outcome = ?',
        on_date: 'c.on_date = ?',
        from_date: 'c.on_date >= ?',
        to_date: 'c.on_date <= ?',
        receivable_code: 'a.receivable_code = ?',
        source: 'c.source = ?',
        group_code: 'r.group_code = ?',
        weekday: "extract(isodow FROM c.at AT TIME ZONE 'Asia/Tokyo') = ?",
        hour: "extract(hour FROM c.at AT TIME ZONE 'Asia/Tokyo') = ?",
        phone_kind: "coalesce(p.kind, 'none') = ?",
        // one row a call and group, as 接続統計 counts
        once_a_call: `(NOT EXISTS (SELECT FROM contact x JOIN account y ON y.id = x.account_id JOIN receivable z ON z.code = y.receivable_code
                                    WHERE x.call_id = c.call_id AND z.group_code = r.group_code AND x.id < c.id)) = ?`,
      },
    },
  });

  listRoute(app, {
    path: 'promises',
    can: ['read', 'promise'],
    row: PromiseRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'promises',
      select: `p.id, p.account_id, ${whose}, p.promised_for, p.amount, p.paid, p.state, p.spoke_with, p.made_at, p.judged_at, p.provisional,
               s.name AS staff_name`,
      from: `promise p JOIN ${account.replace('account a', 'account a ON a.id = p.account_id')}
        JOIN contact c ON c.id = p.contact_id LEFT JOIN staff s ON s.id = c.staff_id`,
      sorts: { id: 'p.id', promised_for: 'p.promised_for', amount: 'p.amount', made_at: 'p.made_at' },
      defaultSort: 'p.promised_for, p.id',
      filters: {
        id: 'p.id::text = ANY(?)',
        state: 'p.state = ?',
        from_date: 'p.promised_for >= ?',
        to_date: 'p.promised_for <= ?',
        account_id: 'p.account_id = ?',
        receivable_code: 'a.receivable_code = ?',
      },
    },
  });

  listRoute(app, {
    path: 'tasks',
    can: ['read', 'task'],
    row: TaskRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'tasks',
      select: `t.id, t.account_id, ${whose}, t.kind, t.state, t.session, t.priority, t.priority_parts, t.reasons, t.not_before, t.due_at, t.assigned_to,
               m.name AS assignee_name, h.name AS holder_name, u.lease_since AS held_since, b.balance, t.created_at`,
      from: `task t JOIN ${account.replace('account a', 'account a ON a.id = t.account_id')} LEFT JOIN staff m ON m.id = t.assigned_to
        JOIN contact_unit u ON u.id = t.contact_unit_id
        LEFT JOIN staff h ON h.id = u.lease_holder AND (u.lease_phase = 'in_call' OR u.lease_until > clock_timestamp())
        CROSS JOIN LATERAL (SELECT COALESCE(sum(x.balance), 0)::integer AS balance FROM line_balance x WHERE x.account_id = a.id) b`,
      sorts: {
        id: 't.id',
        priority: 't.priority',
        not_before: 't.not_before',
        due_at: 't.due_at',
        balance: 'b.balance',
        created_at: 't.created_at',
      },
      defaultSort: 't.priority DESC, t.not_before, t.id',
      filters: {
        id: 't.id::text = ANY(?)',
        state: 't.state = ?',
        kind: 't.kind = ?',
        session: 't.session = ?',
        account_id: 't.account_id = ?',
        receivable_code: 't.receivable_code = ?',
        assigned_to: 't.assigned_to = ?',
      },
    },
  });

  listRoute(app, {
    path: 'payments',
    can: ['read', 'payment'],
    row: PaymentRow,
    receivable: 'p.receivable_code',
    personal: true,
    definition: {
      name: 'payments',
      select: `p.id, p.account_id, a.debtor_id, CASE WHEN d.id IS NULL THEN NULL WHEN d.kind = 'company' THEN d.name
                 ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name, p.receivable_code, r.name_ja AS receivable_name, p.amount, p.late_charge, p.stage,
               p.method, p.paid_on, p.posted_at, p.account_id IS NULL AS parked, f.effect_call, f.effect_letter, f.effect_total`,
      from: `payment p JOIN receivable r ON r.code = p.receivable_code LEFT JOIN account a ON a.id = p.account_id LEFT JOIN debtor d ON d.id = a.debtor_id
        CROSS JOIN LATERAL (SELECT COALESCE(sum(amount) FILTER (WHERE channel = 'call'), 0)::integer AS effect_call,
                                   COALESCE(sum(amount) FILTER (WHERE channel = 'letter'), 0)::integer AS effect_letter,
                                   COALESCE(sum(amount) FILTER (WHERE in_total), 0)::integer AS effect_total
                              FROM attribution x WHERE x.payment_id = p.id) f`,
      sorts: { id: 'p.id', paid_on: 'p.paid_on', posted_at: 'p.posted_at', amount: 'p.amount' },
      defaultSort: 'p.posted_at DESC, p.paid_on DESC, p.id',
      filters: {
        id: 'p.id::text = ANY(?)',
        stage: 'p.stage = ?',
        receivable_code: 'p.receivable_code = ?',
        account_id: 'p.account_id = ?',
        parked: '(p.account_id IS NULL) = ?',
        method: 'p.method = ?',
      },
    },
  });
}
