import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { faultPoint } from '../../fault-point.ts';
import type { Clock } from '../../domain/clock.ts';
import { problem } from '../../domain/problem.ts';
import { type Database, transaction, type Tx } from '../../prisma/database.ts';
import { touchAccounts } from '../../records/account.ts';
import { appendCallEvent, endCall, type OutgoingCall, recordMilestone } from '../../records/call-line.ts';
import type { AriChannel, AriEvent } from './ari-events.ts';
import {
  type CallSoFar,
  fold,
  type Leg,
  type Note,
  nothingYet,
  noteOf,
  ringMs,
  talkMs,
  verdict,
} from './call-notes.ts';
import { AriRefused, type Legs } from './legs.ts';

export interface SessionDeps {
  db: Database;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  legs: Legs;
  realNow: () => number;
  timeoutMs: number;
  /** Reads all channels of Asterisk */
  channels(): Promise<Map<string, AriChannel>>;
  /** Aborted when this process no longer owns the line: nothing more is done or written */
  signal: AbortSignal;
  onOver(): void;
}

export type CallVerb = 'hold' | 'unhold' | 'mute' | 'unmute';
export type CallSession = ReturnType<typeof createCallSession>;

const RETRY_MS = 500;
const RETRIES = 20;
const LOOK_AGAIN_MS = 2_000;

/**
 * One call while it is up. Everything happens in one line, a note at a time: written first, then the next step that is due (`advance`), so
 * that a repeated or late event does no harm and a restarted gateway goes on from the notes.
 */
export function createCallSession(call: OutgoingCall, deps: SessionDeps, known: CallSoFar = nothingYet) {
  const { legs, log, signal } = deps;
  let soFar = known;
  let isOver = false;
  let isHungUp = false;
  let line: Promise<void> = Promise.resolve();

  function inOrder(work: () => Promise<void>): Promise<void> {
    line = line.then(() => (isOver || signal.aborted ? undefined : work())).catch(failed);
    return line;
  }

  /** A refusal of Asterisk ends the call; when it could not be asked, the call is looked at again until it can. */
  async function failed(error: unknown): Promise<void> {
    if (signal.aborted) return;
    log.error({ callId: call.id, code: error instanceof AriRefused ? error.message : 'failed' }, 'Call step failed');
    if (error instanceof AriRefused) {
      await write(own('HangUpRequested', 'operator')).catch(() => undefined);
      const hungUp = await Promise.allSettled([legs.hangUp('operator'), legs.hangUp('debtor')]);
      if (hungUp.every(({ status }) => status === 'fulfilled')) return;
    }
    void lookAgain();
  }

  /** Its websocket may live while commands fail: then no reconnection takes the call up, and its home would be held for ever. */
  async function lookAgain(): Promise<void> {
    await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    await inOrder(look);
  }

  async function write(note: Note): Promise<void> {
    const next = fold(soFar, note);
    await persist(async (tx, now) => {
      await appendCallEvent(tx, call.id, { type: note.type, payload: note, at: now });
      if (milestoneOf(next) !== milestoneOf(soFar) || next.machineHint !== soFar.machineHint) {
        await recordMilestone(tx, call, {
          state: milestoneOf(next),
          answeredAt: next.answeredAt === null ? null : now,
          ringMs: next.answeredAt === null ? null : ringMs(next),
          machineHint: next.machineHint,
        });
      }
    });
    soFar = next;
    faultPoint('ring.noted');
  }

  /** Outlasts a restart of the database; gives up when the line is no longer ours. */
  async function persist(work: (tx: Tx, now: Date) => Promise<void>): Promise<void> {
    for (let retry = 0; ; retry++) {
      try {
        const now = await deps.clock.now(); // before the transaction, which would wait with one connection for another
        return await transaction(deps.db, (tx) => work(tx, now));
      } catch (error) {
        if (signal.aborted || retry === RETRIES) throw error;
        await sleep(RETRY_MS, undefined, { signal });
      }
    }
  }

  async function advance(): Promise<void> {
    const { operatorGone, operatorReady, debtorRequested, debtorReady, dialRequested, ended } = soFar;
    if (ended || (operatorGone && !debtorRequested)) return finish();
    if (operatorGone || soFar.hangUpRequested || isHungUp) return hangUpBoth();
    if (!operatorReady) return;
    if (!debtorRequested) return callDebtor();
    if (debtorReady && !dialRequested) await dialDebtor();
  }

  async function callDebtor(): Promise<void> {
    await legs.connectOperator();
    await write(own('CreateRequested', 'debtor'));
    const isMade = await legs.createDebtor();
    faultPoint('ring.debtor_made');
    if (isMade) return;
    await write(own('Failed', 'debtor'));
    await finish();
  }

  async function dialDebtor(): Promise<void> {
    if (!(await legs.connectDebtor())) return; // its StasisStart is still to come
    await write(own('DialRequested', 'debtor'));
    faultPoint('ring.before_dial');
    if (!isHungUp) await legs.dial();
    faultPoint('ring.dialled');
  }

  async function hangUpBoth(): Promise<void> {
    await Promise.all([legs.hangUp('operator'), legs.hangUp('debtor')]);
  }

  async function finish(): Promise<void> {
    const { result, intent, isAlarm } = verdict(soFar, deps.timeoutMs);
    const { cause = null, techCause = null } = soFar.ended ?? {};
    await Promise.allSettled([hangUpBoth(), legs.removeBridge()]);
    faultPoint('ring.hung_up');
    await persist(async (tx, at) => {
      const end = { result, cause, techCause, ringMs: ringMs(soFar), talkMs: talkMs(soFar), intent, at };
      const isFirst = await endCall(tx, call, end);
      if (isFirst && intent === 'unknown') await touchAccounts(tx, [call.accountId], 'ring_unknown');
    });
    faultPoint('ring.ended');
    isOver = true;
    if (isAlarm) log.error({ callId: call.id, techCause }, 'The carrier refuses our trunk');
    else log.info({ callId: call.id, result, cause, techCause }, 'Call ended');
    deps.onOver();
  }

  /** Of what happened in the gap our own clock is the nearest. */
  function found(leg: Leg, { state }: AriChannel): Note {
    return { type: 'Found', leg, lineAt: deps.realNow(), state };
  }

  /** Asked for, and perhaps never heard: Asterisk answers 409 when it was. */
  function isDialOwed(): boolean {
    return soFar.dialRequested && !soFar.hangUpRequested && !isHungUp;
  }

  /** What Asterisk has now, after events may have been lost. */
  async function look(): Promise<void> {
    const channels = await deps.channels();
    const operator = channels.get(legs.channels.operator);
    const debtor = channels.get(legs.channels.debtor);
    // the debtor first: if both legs are gone, nobody knows who hung up
    if (soFar.debtorRequested && !soFar.ended) {
      await write(debtor ? found('debtor', debtor) : own('Lost', 'debtor'));
    }
    if (!operator && !soFar.operatorGone) await write(own('Lost', 'operator'));
    if (operator?.state === 'Up' && !soFar.operatorReady) await write(found('operator', operator));
    if (operator?.state === 'Up' && debtor?.state === 'Down' && isDialOwed()) await legs.dial();
    await advance();
  }

  return {
    /** Rings the operator; resolves when Asterisk has taken that command, or could not. */
    start: () =>
      inOrder(async () => {
        const isRinging = await legs.callOperator().catch((error: unknown) => {
          log.warn(
            { callId: call.id, code: error instanceof AriRefused ? error.message : 'unreachable' },
            'No operator leg',
          );
          return false;
        });
        faultPoint('ring.operator_called');
        if (isRinging) return;
        await write(own('Failed', 'operator'));
        await advance();
      }),

    receive: (event: AriEvent, leg: Leg) =>
      inOrder(async () => {
        await write(noteOf(event, leg));
        await advance();
      }),

    resume: () => inOrder(look),

    /** At once, whatever is being written. */
    async hangUp(): Promise<void> {
      isHungUp = true;
      const written = inOrder(() => write(own('HangUpRequested', 'operator')));
      await Promise.allSettled([hangUpBoth(), written]);
      await inOrder(advance);
    },

    /** Throws `wrong_state` when nobody is talking (any more), `line_down`. */
    async control(verb: CallVerb): Promise<void> {
      const state = milestoneOf(soFar);
      if (state !== 'talking' || isOver) throw problem('wrong_state', { state });
      await legs[verb]().catch((error: unknown) => {
        throw error instanceof AriRefused ? problem('wrong_state', { state }) : problem('line_down');
      });
    },

    state: () => milestoneOf(soFar),
    idle: () => line,
  };
}

function milestoneOf({ ringingAt, answeredAt }: CallSoFar): 'starting' | 'ringing' | 'talking' {
  if (answeredAt !== null) return 'talking';
  return ringingAt === null ? 'starting' : 'ringing';
}

function own(type: string, leg: Leg): Note {
  return { type, leg, lineAt: null };
}
