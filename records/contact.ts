import { randomBytes, randomUUID } from 'node:crypto';
import type { EffectChannel, Outcome, Session, SpokeWith } from '../domain/codes.ts';
import type { RuleSet } from '../domain/rules.ts';
import { addDays, dateOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { textHmac } from './erasable.ts';
import { type Actor, appendLedger } from './ledger.ts';

export interface NewContact {
  accountId: string;
  kind: 'call' | 'inbound' | 'sms' | 'letter' | 'visit' | 'note';
  outcome: Outcome;
  at: Date;
  /** Day 0 of its effect window; the day of `at` when left out */
  onDate?: string;
  session?: Session | null;
  spokeWith?: SpokeWith | null;
  callId?: string | null;
  phoneId?: string | null;
  taskId?: string | null;
  claimId?: string | null;
  intentId?: string | null;
  /** Free text of the operator; erasable, only its HMAC enters the ledger */
  text?: string;
  correctsId?: string | null;
}

/**
 * Writes one 経過記録 with what was owed at that moment (`contact_line`), its effect window when the account's rules say that this outcome
 * opens one, its text, its ledger row and the nudge. Returns the contact's id.
 */
export async function recordContact(tx: Queryable, actor: Actor, contact: NewContact): Promise<string> {
  const id = randomUUID();
  const onDate = contact.onDate ?? dateOf(contact.at);
  const { rows } = await tx.query<{ episode_id: string | null; effect: RuleSet['effect'] }>(
    `SELECT e.id AS episode_id, v.content->'effect' AS effect
       FROM account a
       LEFT JOIN LATERAL (SELECT id, rule_version_id FROM episode WHERE account_id = a.id ORDER BY no DESC LIMIT 1) e ON true
       JOIN rule_version v ON v.id = e.rule_version_id OR (e.id IS NULL AND v.receivable_code = a.receivable_code AND v.status = 'active')
      WHERE a.id = $1`,
    [contact.accountId],
  );
  const account = rows[0]!;
  await tx.query(
    `INSERT INTO contact (id, account_id, episode_id, kind, outcome, spoke_with, at, on_date, session, call_id, phone_id, task_id, claim_id,
                          intent_id, staff_id, corrects_id)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)`,
    [
      id,
      contact.accountId,
      account.episode_id,
      contact.kind,
      contact.outcome,
      contact.spokeWith ?? null,
      contact.at,
      onDate,
      contact.session ?? null,
      contact.callId ?? null,
      contact.phoneId ?? null,
      contact.taskId ?? null,
      contact.claimId ?? null,
      contact.intentId ?? null,
      actor.kind === 'staff' ? actor.id : null,
      contact.correctsId ?? null,
    ],
  );
  await tx.query(
    `INSERT INTO contact_line (contact_id, line_id, outstanding)
     SELECT $1, line_id, balance FROM line_balance WHERE account_id = $2 AND balance > 0`,
    [id, contact.accountId],
  );
  const textHmac = contact.text ? await keepText(tx, id, contact.text) : undefined;
  await appendLedger(tx, {
    at: contact.at,
    actor,
    act: 'contact_recorded',
    accountId: contact.accountId,
    episodeId: account.episode_id ?? undefined,
    subject: { kind: 'contact', id },
    detail: { kind: contact.kind, outcome: contact.outcome, spokeWith: contact.spokeWith ?? null, textHmac },
  });
  if (account.effect.windowOutcomes.includes(contact.outcome)) {
    await openWindow(tx, actor, {
      contactId: id,
      contact,
      onDate,
      episodeId: account.episode_id,
      effect: account.effect,
    });
  }
  await touchAccounts(tx, [contact.accountId], `contact_${contact.kind}`);
  return id;
}

/** Returns the text's HMAC under a salt that is destroyed with it, so that erasure keeps the ledger whole (design.md § Facts). */
async function keepText(tx: Queryable, contactId: string, text: string): Promise<string> {
  const salt = randomBytes(32);
  await tx.query('INSERT INTO contact_text (contact_id, salt, text) VALUES ($1,$2,$3)', [contactId, salt, text]);
  return textHmac(salt, text);
}

interface Opening {
  contactId: string;
  contact: NewContact;
  onDate: string;
  episodeId: string | null;
  effect: RuleSet['effect'];
}

async function openWindow(
  tx: Queryable,
  actor: Actor,
  { contactId, contact, onDate, episodeId, effect }: Opening,
): Promise<void> {
  const channel: EffectChannel = contact.kind === 'letter' ? 'letter' : 'call';
  const toDate = addDays(onDate, channel === 'letter' ? effect.letterWindowDays : effect.callWindowDays);
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO effect_window (contact_id, account_id, episode_id, channel, from_date, to_date)
     SELECT $1,$2,$3,$4,$5,$6 WHERE EXISTS (SELECT FROM contact_line WHERE contact_id = $1) RETURNING id`,
    [contactId, contact.accountId, episodeId, channel, onDate, toDate],
  );
  const window = rows[0];
  if (!window) return;
  await appendLedger(tx, {
    at: contact.at,
    actor,
    act: 'window_opened',
    accountId: contact.accountId,
    episodeId: episodeId ?? undefined,
    subject: { kind: 'effect_window', id: window.id },
    detail: { channel, fromDate: onDate, toDate },
  });
}
