import { ApplicationFailure } from '@temporalio/common';
import { faultPoint } from '../../fault-point.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { passGate } from '../../records/gate.ts';
import { keyTag } from '../../records/intent-id.ts';
import { confirmText, parkText, rejectText, releaseText, textOf } from '../../records/sms.ts';
import type { SmsPort } from './port.ts';

export interface SmsDeps {
  db: Database;
  clock: Clock;
  sms: SmsPort;
}

export type SmsActivities = ReturnType<typeof createSmsActivities>;
export type SendResult = 'accepted' | 'rejected' | 'refused' | 'unknown' | 'settled';

export const createSmsActivities = ({ db, clock, sms }: SmsDeps) => ({
  /**
   * Sends one planned text at most once. May be retried at any point: an intent that is attempted already was perhaps sent, so the
   * provider is asked for it by its tag, and what it does not know is parked as unknown.
   */
  async sendSms(intentId: string): Promise<SendResult> {
    const now = await clock.now(); // before the transaction, which would wait with one connection for another
    const gate = await transaction(db, (tx) => passGate(tx, { intentId, now }));
    if (gate.kind === 'refused') return 'refused';
    if (gate.kind === 'repeated' && gate.state !== 'attempted') return 'settled';
    const text = await textOf(db, intentId);
    if (gate.kind === 'repeated') return settleRepeated();

    faultPoint('sms.gate_passed');
    const sent = await sms.send({ intentId, key: keyTag(text), to: text.to, body: text.body });
    faultPoint('sms.handed_over');
    const at = await clock.now();
    switch (sent.kind) {
      case 'accepted':
        await transaction(db, (tx) => confirmText(tx, text, sent.ref, at));
        faultPoint('sms.recorded');
        return 'accepted';
      case 'rejected':
        await transaction(db, (tx) => rejectText(tx, text, sent.code, at));
        return 'rejected';
      case 'not_sent':
        await transaction(db, (tx) => releaseText(tx, text));
        throw ApplicationFailure.retryable('not_sent', sent.code);
      case 'unknown':
        throw ApplicationFailure.retryable('unknown', 'SmsUnknown'); // asked for by its tag when retried
    }

    async function settleRepeated(): Promise<SendResult> {
      const ref = await sms.find(intentId);
      faultPoint('sms.asked_for');
      const found = await clock.now();
      await transaction(db, (tx) => (ref ? confirmText(tx, text, ref, found) : parkText(tx, text, found)));
      return ref ? 'accepted' : 'unknown';
    }
  },
});
