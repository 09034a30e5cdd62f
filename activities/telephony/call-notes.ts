import { z } from 'zod';
import { isOwnTrunksFault, lineResult, type LineResult } from '../../domain/line-result.ts';
import { type AriEvent, channelOf } from './ari-events.ts';

export type Leg = 'operator' | 'debtor';

/**
 * One line of `call_event`: what Asterisk said of a leg, or what we did or found (CreateRequested, DialRequested, HangUpRequested; Failed:
 * Asterisk could not make the leg; Found and Lost: seen or missing after a gap in the events). Codes and instants only.
 */
export const Note = z.object({
  type: z.string(),
  leg: z.enum(['operator', 'debtor']),
  /** Asterisk's instant in milliseconds; null when nobody knows it */
  lineAt: z.number().nullable(),
  state: z.string().optional(),
  cause: z.int().optional(),
  techCause: z.int().optional(),
});
export type Note = z.infer<typeof Note>;

/** Everything that is known about a call; a restarted gateway folds it again out of its notes. */
export interface CallSoFar {
  operatorUp: boolean;
  operatorReady: boolean;
  operatorGone: boolean;
  debtorRequested: boolean;
  debtorReady: boolean;
  dialRequested: boolean;
  dialledAt: number | null;
  ringingAt: number | null;
  progress: boolean;
  answeredAt: number | null;
  ended: { at: number | null; cause: number | null; techCause: number | null } | null;
  trunkFailed: boolean;
  hangUpRequested: boolean;
  weHungUp: boolean;
  machineHint: boolean;
}

export const nothingYet: CallSoFar = {
  operatorUp: false,
  operatorReady: false,
  operatorGone: false,
  debtorRequested: false,
  debtorReady: false,
  dialRequested: false,
  dialledAt: null,
  ringingAt: null,
  progress: false,
  answeredAt: null,
  ended: null,
  trunkFailed: false,
  hangUpRequested: false,
  weHungUp: false,
  machineHint: false,
};

const channelId = /^(op|de)-([0-9a-f-]{36})$/;

/** Which call's which leg a channel is; null for channels of others. */
export function legOf(id: string): { callId: string; leg: Leg } | null {
  const [, prefix, callId] = channelId.exec(id) ?? [];
  return callId ? { callId, leg: prefix === 'op' ? 'operator' : 'debtor' } : null;
}

export function noteOf(event: AriEvent, leg: Leg): Note {
  const note: Note = { type: event.type, leg, lineAt: Date.parse(event.timestamp) };
  switch (event.type) {
    case 'Dial':
      return { ...note, state: event.dialstatus };
    case 'ChannelStateChange':
      return { ...note, state: channelOf(event)?.state };
    case 'ChannelHangupRequest':
    case 'ChannelDestroyed':
      return { ...note, cause: event.cause, techCause: event.tech_cause };
    case 'ChannelUserevent':
      return { ...note, state: z.string().max(20).safeParse(event.userevent['status']).data };
    default:
      return note;
  }
}

export function fold(before: CallSoFar, note: Note): CallSoFar {
  const next = note.leg === 'operator' ? foldOperator(before, note) : foldDebtor(before, note);
  if (note.type === 'HangUpRequested') next.hangUpRequested = true;
  const isOurEnd = next.hangUpRequested || (next.operatorUp && next.operatorGone);
  if (isOurEnd && next.answeredAt === null && next.ended === null) next.weHungUp = true;
  return next;
}

function foldOperator(before: CallSoFar, { type, state }: Note): CallSoFar {
  const isReady = type === 'StasisStart' || (type === 'Found' && state === 'Up');
  const isGone = type === 'ChannelDestroyed' || type === 'Lost' || type === 'Failed';
  return {
    ...before,
    operatorUp: before.operatorUp || isReady || (type === 'ChannelStateChange' && state === 'Up'),
    operatorReady: before.operatorReady || isReady,
    operatorGone: before.operatorGone || isGone,
  };
}

function foldDebtor(before: CallSoFar, { type, state, lineAt, cause, techCause }: Note): CallSoFar {
  const says = (status: string) => type !== 'ChannelUserevent' && state?.toUpperCase() === status;
  const isAnswer = says('ANSWER') || (type !== 'Dial' && says('UP'));
  const isEnd = type === 'ChannelDestroyed' || type === 'Lost' || type === 'Failed';
  return {
    ...before,
    debtorRequested: before.debtorRequested || type === 'CreateRequested',
    debtorReady: before.debtorReady || type === 'StasisStart' || type === 'Found',
    dialRequested: before.dialRequested || type === 'DialRequested',
    dialledAt: before.dialledAt ?? (type === 'Dial' && state === '' ? lineAt : null),
    ringingAt: before.ringingAt ?? (says('RINGING') ? lineAt : null),
    progress: before.progress || says('PROGRESS'),
    answeredAt: before.answeredAt ?? (isAnswer ? lineAt : null),
    ended: before.ended ?? (isEnd ? { at: lineAt, cause: cause ?? null, techCause: techCause ?? null } : null),
    trunkFailed: before.trunkFailed || type === 'Failed',
    machineHint: before.machineHint || (type === 'ChannelUserevent' && state === 'MACHINE'),
  };
}

/** Ringing and talking in milliseconds by Asterisk's clock; null when the end was not seen. */
export function ringMs({ ringingAt, answeredAt, ended }: CallSoFar): number | null {
  return ringingAt === null ? 0 : between(ringingAt, answeredAt ?? ended?.at ?? null);
}

export function talkMs({ answeredAt, ended }: CallSoFar): number | null {
  return answeredAt === null ? 0 : between(answeredAt, ended?.at ?? null);
}

function between(from: number, to: number | null): number | null {
  return to === null ? null : Math.max(0, Math.round(to - from));
}

export interface Verdict {
  result: LineResult;
  intent: 'confirmed' | 'unknown' | 'cancelled';
  /** Calls of everybody will fail: the trunk's own credentials */
  isAlarm: boolean;
}

/** What to write when the call is over. Without a request to dial nothing went out to the debtor. */
export function verdict(soFar: CallSoFar, timeoutMs: number): Verdict {
  const { ended, ringingAt, answeredAt, dialledAt, dialRequested } = soFar;
  const cause = ended?.cause ?? null;
  const techCause = ended?.techCause ?? null;
  const wasReached = ringingAt !== null || answeredAt !== null || cause !== null;
  const result = lineResult({
    operatorUp: soFar.operatorUp,
    answered: answeredAt !== null,
    ringing: ringingAt !== null,
    progress: soFar.progress,
    weHungUp: soFar.weHungUp || !dialRequested,
    ...{ cause, techCause, timeoutMs },
    elapsedMs: (dialledAt === null ? null : between(dialledAt, ended?.at ?? null)) ?? 0,
    operatorSaysMachine: false,
  });
  return {
    result: soFar.operatorUp && soFar.trunkFailed ? 'network_failure' : result,
    intent: !dialRequested ? 'cancelled' : wasReached ? 'confirmed' : 'unknown',
    isAlarm: isOwnTrunksFault({ techCause }),
  };
}
