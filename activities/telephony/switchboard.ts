import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { faultPoint } from '../../fault-point.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import {
  callEvents,
  cancelUnstartedCalls,
  knownCalls,
  openCalls,
  type OutgoingCall,
  outgoingCall,
} from '../../records/call-line.ts';
import type { AriClient } from './ari-client.ts';
import { type AriEvent, channelOf } from './ari-events.ts';
import type { Begun } from './begin-call.ts';
import { type CallSoFar, fold, legOf, Note, nothingYet } from './call-notes.ts';
import { type CallSession, createCallSession } from './call-session.ts';
import { createLegs, listBridges, listChannels, type TelephonySettings } from './legs.ts';

export interface SwitchboardDeps {
  db: Database;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  ari: AriClient;
  settings: TelephonySettings;
  realNow: () => number;
  signal: AbortSignal;
}

export type Switchboard = ReturnType<typeof createSwitchboard>;

const RETRY_MS = 500;
/** Most of Asterisk's traffic, of no use here. */
const disallowed = ['ChannelVarset', 'ChannelDialplan', 'ChannelConnectedLine'].map((type) => ({ type }));

/** The calls that are up, by their ids; events find their call here, and after a gap every call is looked at again. */
export function createSwitchboard(deps: SwitchboardDeps) {
  const { db, clock, log, ari, settings, signal } = deps;
  const sessions = new Map<string, CallSession>();
  const beginning = new Set<string>();
  let isFirst = true;

  function open(call: OutgoingCall, soFar: CallSoFar = nothingYet): CallSession {
    const session = createCallSession(
      call,
      {
        ...{ db, clock, log, signal, realNow: deps.realNow, timeoutMs: settings.debtorTimeoutSeconds * 1_000 },
        legs: createLegs(ari, call, settings),
        channels: () => listChannels(ari),
        onOver: () => void sessions.delete(call.id),
      },
      soFar,
    );
    sessions.set(call.id, session);
    return session;
  }

  /** After a restart: calls that went out before, with all that their notes say. */
  async function reopen(): Promise<void> {
    for (const callId of await openCalls(db)) {
      if (sessions.has(callId) || beginning.has(callId)) continue;
      const call = await outgoingCall(db, callId);
      const notes = (await callEvents(db, callId)).map(({ payload }) => Note.parse(payload));
      if (call) open(call, notes.reduce(fold, nothingYet));
    }
  }

  /** Legs and bridges of calls that are over: nobody would ever hang them up. */
  async function sweep(): Promise<void> {
    const channels = [...(await listChannels(ari)).keys()].map((id) => ({
      path: `channels/${id}`,
      callId: legOf(id)?.callId,
    }));
    const bridges = (await listBridges(ari)).map((id) => ({
      path: `bridges/${id}`,
      callId: legOf(id.replace(/^br-/, 'op-'))?.callId,
    }));
    const ours = [...channels, ...bridges].filter(
      ({ callId }) => callId && !sessions.has(callId) && !beginning.has(callId),
    );
    const known = await knownCalls(
      db,
      ours.map(({ callId = '' }) => callId),
    );
    for (const { path, callId = '' } of ours) {
      if (known.includes(callId) && !sessions.has(callId)) await ari.request('DELETE', path);
    }
  }

  async function look(): Promise<void> {
    const { app } = settings;
    await ari.request('PUT', `applications/${app}/eventFilter`, {}, { disallowed });
    if (isFirst) {
      const now = await clock.now();
      await transaction(db, (tx) => cancelUnstartedCalls(tx, now, {}));
    }
    isFirst = false;
    await reopen();
    await sweep();
    await Promise.all([...sessions.values()].map((session) => session.resume()));
  }

  async function hangUpStray(callId: string, channelId: string): Promise<void> {
    if ((await knownCalls(db, [callId])).length > 0) await ari.request('DELETE', `channels/${channelId}`);
  }

  return {
    find: (callId: string) => sessions.get(callId),

    /** Nothing is being written any more. */
    async idle(): Promise<void> {
      await Promise.all([...sessions.values()].map((session) => session.idle()));
    },

    /** The line is there (again). True when every call was looked at and new ones may begin. */
    async takeUp(): Promise<boolean> {
      while (!signal.aborted && ari.isUp) {
        try {
          await look();
          return ari.isUp;
        } catch {
          log.warn('The line cannot be taken up yet');
          await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
        }
      }
      return false;
    },

    receive(event: AriEvent): void {
      const channel = channelOf(event);
      const leg = channel && legOf(channel.id);
      if (!channel || !leg) return;
      const session = sessions.get(leg.callId);
      if (session) void session.receive(event, leg.leg);
      else if (event.type === 'StasisStart' && !beginning.has(leg.callId)) {
        hangUpStray(leg.callId, channel.id).catch(() => log.warn({ callId: leg.callId }, 'A stray leg is still up'));
      }
    },

    /** Commits what lets the call out, then starts it. */
    async begin(callId: string, commit: () => Promise<Begun>): Promise<Begun> {
      beginning.add(callId);
      try {
        const begun = await commit();
        faultPoint('ring.gate_passed');
        if (begun.kind === 'begun') await open(begun.call).start();
        return begun;
      } finally {
        beginning.delete(callId);
      }
    },
  };
}
