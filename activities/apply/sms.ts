import type { ActOf } from '../../domain/decision.ts';
import { type SmsSender, smsParts, smsTexts } from '../../domain/sms-text.ts';
import { planIntent } from '../../records/intent.ts';
import { type Applied, type Applying, log } from './applying.ts';

/** The text and its intent, planned; the activity sends it after the gate. Deciding again gives the same intent. */
export async function planSms(applying: Applying, act: ActOf<'sendSms'>): Promise<Applied> {
  const { tx, subject, now, decisionId } = applying;
  const { step, attempt, phoneId, purpose } = act;
  const intent = await planIntent(tx, { kind: 'sms', subject, step, attempt, phoneId, decisionId, at: now });
  if (!intent.isNew) return 'busy';
  const body = smsTexts[purpose](await sender(applying));
  const parts = smsParts(body);
  if (!parts) throw new RangeError(`The text ${purpose} is empty or too long`);
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO sms (intent_id, account_id, episode_id, phone_id, purpose, body, parts, state, created_at, state_at)
     VALUES ($1,$2,$3,$4,$5,$6,$7,'planned',$8,$8) RETURNING id`,
    [intent.id, subject.accountId, subject.episodeId, phoneId, purpose, body, parts, now],
  );
  await log(applying, 'sms_planned', { kind: 'sms', id: rows[0]!.id }, { step, attempt, purpose, parts });
  return 'done';
}

/** §10(1)イ: the group's number, or the contact that the city named for this account (§8(3)イ). */
async function sender({ tx, subject }: Applying): Promise<SmsSender> {
  const { rows } = await tx.query<{ phone: string }>(
    `SELECT coalesce(a.contact_phone, g.phone) AS phone FROM account a, receivable_group g WHERE a.id = $1 AND g.code = $2`,
    [subject.accountId, subject.groupCode],
  );
  return { centreName: subject.settings.letter.centreName, groupPhone: rows[0]!.phone };
}
