import type { Line } from './line.ts';
import { courses, type Fate } from './script.ts';

export interface Party {
  name: string;
  number: string;
}

export interface Channel {
  id: string;
  /** `PJSIP/201`, `PJSIP/0250000001@trunk` */
  endpoint: string;
  state: 'Down' | 'Ringing' | 'Up';
  caller: Party;
  connected: Party;
  inStasis: boolean;
  isDialled: boolean;
  args: string[];
  timers: (() => void)[];
  ring?: Ring;
}

/** What the carrier saw: every number that was dialled, whether it rang, and with whose number. */
export interface Ring {
  number: string;
  callerId: string;
  callerName: string;
  kind: Fate['kind'] | null;
  at: string;
  rangAt: string | null;
  answeredAt: string | null;
  endedAt: string | null;
}

/** How an operator's telephone behaves. */
export type OperatorPhone = 'answers' | 'rings_out' | 'rejects' | 'unregistered';

export type SimulatedEvent = { type: string } & Record<string, unknown>;

export interface ChannelsOptions {
  line: Line;
  emit: (event: SimulatedEvent) => void;
  fateOf: (number: string) => Promise<Fate>;
  now: () => Promise<Date>;
  operatorAnswerMs: number;
}

export type Channels = ReturnType<typeof createChannels>;

const AMD_MS = 2_900;
const MACHINE_TALK_MS = 60_000;

/** The legs and their courses: what Asterisk tells about them, in its order. */
export function createChannels({ line, emit, fateOf, now, operatorAnswerMs }: ChannelsOptions) {
  const all = new Map<string, Channel>();
  const rings: Ring[] = [];

  function create(id: string, endpoint: string, args: string[]): Channel {
    const nobody = { name: '', number: '' };
    const channel: Channel = {
      ...{ id, endpoint, args, caller: { ...nobody }, connected: { ...nobody } },
      ...{ state: 'Down', inStasis: false, isDialled: false, timers: [] },
    };
    all.set(id, channel);
    return channel;
  }

  function later(channel: Channel, ms: number, run: () => void): void {
    channel.timers.push(line.after(ms, run));
  }

  function enterStasis(channel: Channel): void {
    channel.inStasis = true;
    emit({ type: 'StasisStart', args: channel.args, channel: shown(channel) });
  }

  function setState(channel: Channel, state: Channel['state']): void {
    if (channel.state === state) return;
    channel.state = state;
    emit({ type: 'ChannelStateChange', channel: shown(channel) });
  }

  function dialStatus(channel: Channel, dialstatus: string): void {
    emit({ type: 'Dial', dialstatus, dialstring: channel.endpoint.slice(6), peer: shown(channel) });
  }

  function destroy(channel: Channel, cause: number, techCause?: number): void {
    if (!all.delete(channel.id)) return;
    for (const callOff of channel.timers) callOff();
    if (channel.ring) void now().then((at) => channel.ring && (channel.ring.endedAt = at.toISOString()));
    if (channel.inStasis) emit({ type: 'StasisEnd', channel: shown(channel) });
    emit({
      type: 'ChannelDestroyed',
      ...{ cause, cause_txt: '', channel: shown(channel) },
      ...(techCause && { tech_cause: techCause }),
    });
  }

  /** Originate: rings the operator's telephone, which enters the application when it is taken. */
  function ringOperator(channel: Channel, phone: OperatorPhone, timeoutMs: number): void {
    dialStatus(channel, '');
    later(channel, 12, () => {
      dialStatus(channel, 'RINGING');
      setState(channel, 'Ringing');
    });
    later(channel, timeoutMs, () => channel.state !== 'Up' && destroy(channel, 19, 480));
    if (phone === 'rejects') later(channel, operatorAnswerMs, () => destroy(channel, 21, 603));
    if (phone !== 'answers') return;
    later(channel, operatorAnswerMs, () => {
      setState(channel, 'Up');
      dialStatus(channel, 'ANSWER');
      enterStasis(channel);
    });
  }

  async function dialDebtor(channel: Channel, timeoutMs: number): Promise<void> {
    channel.isDialled = true;
    const number = channel.endpoint.replace(/^PJSIP\//, '').replace(/@.*$/, '');
    const from = channel.connected.number ? channel.connected : channel.caller;
    const ring: Ring = {
      ...{ number, callerId: from.number, callerName: from.name, kind: null },
      ...{ at: (await now()).toISOString(), rangAt: null, answeredAt: null, endedAt: null },
    };
    rings.push(ring);
    channel.ring = ring;
    dialStatus(channel, '');
    later(channel, timeoutMs, () => channel.state !== 'Up' && destroy(channel, 19, 480));
    const fate = await fateOf(number);
    ring.kind = fate.kind;
    const { signal, afterMs, end } = courses[fate.kind];
    const signalled = () => {
      if (signal === 'RINGING') {
        mark(ring, 'rangAt');
        setState(channel, 'Ringing');
      }
      if (signal) dialStatus(channel, signal);
      later(channel, fate.ringMs ?? afterMs, () =>
        end === 'answer' ? answered(channel, ring, fate) : destroy(channel, end.cause, end.techCause),
      );
    };
    if (all.has(channel.id)) later(channel, 7, signalled);
  }

  function answered(channel: Channel, ring: Ring, { kind, talkMs }: Fate): void {
    mark(ring, 'answeredAt');
    setState(channel, 'Up');
    dialStatus(channel, 'ANSWER');
    if (kind === 'machine') {
      later(channel, AMD_MS, () => {
        const userevent = { eventname: 'AMD', channel: shown(channel), status: 'MACHINE' };
        emit({ type: 'ChannelUserevent', eventname: 'AMD', userevent, channel: shown(channel) });
      });
    }
    const ownEnd = talkMs ?? (kind === 'machine' ? MACHINE_TALK_MS : Infinity);
    later(channel, ownEnd, () => {
      emit({ type: 'ChannelHangupRequest', cause: 16, channel: shown(channel) });
      destroy(channel, 16);
    });
  }

  function mark(ring: Ring, field: 'rangAt' | 'answeredAt'): void {
    void now().then((at) => (ring[field] = at.toISOString()));
  }

  return { all, rings, create, later, enterStasis, ringOperator, dialDebtor, destroy };
}

export function shown({ id, endpoint, state, caller, connected }: Channel): Record<string, unknown> {
  return { id, name: `${endpoint.replace(/.*@/, 'PJSIP/')}-00000001`, state, caller, connected };
}
