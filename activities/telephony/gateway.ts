import type { Logger } from 'pino';
import type { Clock } from '../../domain/clock.ts';
import { problem } from '../../domain/problem.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { cancelUnstartedCalls, outgoingCall } from '../../records/call-line.ts';
import type { EffectJournal } from '../effect-journal.ts';
import { keyOfIntent } from '../../records/intent.ts';
import { type AriOptions, createAriClient } from './ari-client.ts';
import { beginCall } from './begin-call.ts';
import type { CallVerb } from './call-session.ts';
import type { TelephonySettings } from './legs.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';
import { becomeSingleton } from './singleton.ts';

export interface GatewayDeps {
  db: Database;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** `url`: `http://asterisk:8088` */
  ari: Pick<AriOptions, 'url' | 'user' | 'password' | 'requestTimeoutMs'>;
  settings?: Partial<TelephonySettings>;
  /** Where rings are noted outside the database, before they are made */
  journal?: EffectJournal;
  /** Asterisk gave our application to another connection: this process has stood down for good and should end */
  onReplaced?: () => void;
  /** Milliseconds, the clock on the wall */
  realNow?: () => number;
}

export type GatewayState = 'waiting' | 'connecting' | 'up' | 'replaced' | 'stopped';
export type Gateway = ReturnType<typeof createGateway>;

const defaults: TelephonySettings = {
  app: 'oshirase',
  operatorEndpoint: 'PJSIP/{extension}',
  trunkEndpoint: 'PJSIP/{number}@trunk',
  operatorTimeoutSeconds: 30,
  debtorTimeoutSeconds: 30,
};

/** Owns the line and every call on it, alone: one process an installation, which waits its turn by a lock in the database. */
export function createGateway(deps: GatewayDeps) {
  const { db, clock, log } = deps;
  const settings = { ...defaults, ...deps.settings };
  const stopping = new AbortController();
  let state: GatewayState = 'waiting';
  let switchboard: Switchboard | undefined;
  let led: Promise<void> | undefined;

  async function lead(): Promise<void> {
    while (state !== 'replaced') {
      state = 'waiting';
      const singleton = await becomeSingleton(db, stopping.signal);
      if (!singleton) break;
      await holdLine(singleton.lost);
      singleton.release();
    }
    if (state !== 'replaced') state = 'stopped';
  }

  /** Until the lock is lost, the application was taken over, or we stop. Calls that are up stay up: whoever is next takes them on. */
  function holdLine(lost: AbortSignal): Promise<void> {
    const over = new AbortController();
    const until = AbortSignal.any([lost, stopping.signal, over.signal]);
    const ari = createAriClient({ ...deps.ari, app: settings.app, log });
    const board = createSwitchboard({
      ...{ db, clock, log, ari, settings },
      realNow: deps.realNow ?? Date.now,
      signal: until,
    });
    switchboard = board;
    state = 'connecting';
    ari.open({
      onUp: () => void board.takeUp().then((isUp) => isUp && state === 'connecting' && (state = 'up')),
      onDown: () => void (state === 'up' && (state = 'connecting')),
      onEvent: board.receive,
      onReplaced: () => {
        state = 'replaced';
        log.error('Another gateway has taken over the line');
        over.abort();
        deps.onReplaced?.();
      },
    });
    return new Promise((resolve) => {
      const end = () => {
        switchboard = undefined;
        ari.close();
        resolve(board.idle());
      };
      if (until.aborted) end();
      else until.addEventListener('abort', end, { once: true });
    });
  }

  function lineOf(): Switchboard {
    if (!switchboard || state !== 'up') throw problem('line_down');
    return switchboard;
  }

  return {
    get state() {
      return state;
    },

    start(): void {
      led ??= lead();
    },

    /** Leaves calls that are up alone. */
    async stop(): Promise<void> {
      stopping.abort();
      await led;
    },

    /**
     * Click-to-call of a planned call: through the gate, then the operator's telephone, then the debtor's. Resolves when the operator's
     * telephone rings (or cannot). A call that was started before is left as it is. Throws `gate_refused`, `call_running`, `line_down`,
     * `not_found`.
     */
    async startCall(callId: string): Promise<void> {
      const now = await clock.now();
      if (!switchboard || state !== 'up') {
        await transaction(db, (tx) => cancelUnstartedCalls(tx, now, { callId }));
        throw problem('line_down');
      }
      const begun = await switchboard.begin(callId, () =>
        transaction(db, async (tx) => {
          const answer = await beginCall(tx, callId, now);
          if (answer.kind !== 'begun' || !deps.journal) return answer;
          const { intentId } = answer.call;
          await deps.journal.note([
            { kind: 'ring', intentId, key: await keyOfIntent(tx, intentId), at: now.toISOString() },
          ]);
          return answer;
        }),
      );
      if (begun.kind === 'refused') throw problem('gate_refused', { refusal: begun.refusal });
      if (begun.kind === 'call_running' || begun.kind === 'not_found') throw problem(begun.kind);
    },

    /** Throws `line_down` while the line is away, `wrong_state` when that call is not up, `not_found`. */
    async control(callId: string, verb: 'hang-up' | CallVerb): Promise<void> {
      const call = lineOf().find(callId);
      if (call) return verb === 'hang-up' ? call.hangUp() : call.control(verb);
      const known = await outgoingCall(db, callId);
      if (!known) throw problem('not_found');
      if (verb !== 'hang-up') throw problem('wrong_state', { state: known.state });
    },

    /** Whether this process has that call up, and how far it is. Throws `not_found`. */
    async call(callId: string): Promise<{ id: string; isUp: boolean; state: string }> {
      const known = await outgoingCall(db, callId);
      if (!known) throw problem('not_found');
      const session = switchboard?.find(callId);
      return { id: callId, isUp: session !== undefined, state: session?.state() ?? known.state };
    },
  };
}
