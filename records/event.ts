import type { Queryable } from '../prisma/database.ts';

/** What changed, for open browsers to ask again: a noun of the screen and an id, never a person's data. */
export interface ChangeEvent {
  noun:
    | 'call'
    | 'task'
    | 'letter_batch'
    | 'exchange_file'
    | 'message'
    | 'hand_over'
    | 'sms'
    | 'rule'
    | 'simulation'
    | 'clock'
    | 'demo';
  id?: string;
  /** Only this person's browsers */
  staffId?: string;
}

export const EVENT_CHANNEL = 'oshirase_event';

/** Announces a change to every API process when the caller's transaction commits. */
export async function announce(tx: Queryable, event: ChangeEvent): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [EVENT_CHANNEL, JSON.stringify(event)]);
}
