import type { GateRefusal } from '../../domain/codes.ts';
import type { Tx } from '../../prisma/database.ts';
import { endCall, holdLeaseForCall, isOtherCallUp, type OutgoingCall, outgoingCall } from '../../records/call-line.ts';
import { passGate } from '../../records/gate.ts';

export type Begun =
  | { kind: 'begun'; call: OutgoingCall }
  | { kind: 'repeated' }
  | { kind: 'refused'; refusal: GateRefusal }
  | { kind: 'call_running' }
  | { kind: 'not_found' };

/**
 * The only way to a ring: through the gate, planned → attempted, and the lease of the home is held while the line is up. Commit before
 * acting. A call that was begun before is `repeated`, and nothing may be done about it again. `now` is business time.
 */
export async function beginCall(tx: Tx, callId: string, now: Date): Promise<Begun> {
  const call = await outgoingCall(tx, callId);
  if (!call) return { kind: 'not_found' };
  const neverWentOut = { result: 'cancelled', intent: 'cancelled', at: now } as const;
  const unmeasured = { cause: null, techCause: null, ringMs: null, talkMs: null };
  if (await isOtherCallUp(tx, call)) {
    const isFirst = await endCall(tx, call, { ...neverWentOut, ...unmeasured });
    return { kind: isFirst ? 'call_running' : 'repeated' };
  }
  const gate = await passGate(tx, { intentId: call.intentId, now });
  if (gate.kind === 'repeated') return gate;
  if (gate.kind === 'refused') {
    await endCall(tx, call, { ...neverWentOut, ...unmeasured });
    return gate;
  }
  await holdLeaseForCall(tx, call);
  return { kind: 'begun', call };
}
