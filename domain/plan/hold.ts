import type { Channel, Reason } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { HoldFact } from '../facts.ts';
import type { Context } from './context.ts';
import { wait } from './decision.ts';
import { latest, morningAfter } from './moments.ts';
import { why, whyNot } from './reason.ts';
import { takeBack } from './take-back.ts';
import { isActive } from './wake.ts';

const channels: readonly Channel[] = ['call', 'sms', 'letter'];

/** Holds on the debtor or account that forbid this channel today. */
export function blockers(context: Context, channel: Channel): HoldFact[] {
  return accountHolds(context).filter((hold) => hold.blocks[channel]);
}

/** 緊急停止: nothing of this channel is decided until somebody ends the stop. */
export function isStopped({ facts }: Context, channel: Channel): boolean {
  return facts.stoppedChannels.includes(channel);
}

/** Stops the case while every channel is blocked or every unpaid line is held or time-barred; takes back what a hold forbids. */
export function heedHolds(context: Context): Decision | null {
  const { lines } = context;
  const held = channels.filter((channel) => blockers(context, channel).length > 0);
  const blocked = channels.filter((channel) => held.includes(channel) || isStopped(context, channel));
  const nothingLeft = lines.held.length + lines.prescribed.length === lines.open.length;
  const stopped = nothingLeft || blocked.length === channels.length;
  const call = stopped || blocked.includes('call');
  const letter = stopped || blocked.includes('letter');
  if (!call && !letter) return null;
  const reasons = reasonsOf(context);
  // A call-back that the debtor asked for outlives an emergency stop; the gate keeps it waiting.
  const callback = nothingLeft || held.includes('call');
  return takeBack(context, { call, callback, letter }, reasons) ?? (stopped ? wait(context, 'hold', reasons) : null);
}

/** After a hold or a hand-over the home is left alone for some operating days; null when that is over or never was. */
export function restUntil({ facts, rules, calendar, now }: Context): Date | null {
  const ends = [facts.returnedAt, ...facts.holds.filter(blocksAnything).map((hold) => hold.endedAt)];
  const rests = ends.filter((end) => end !== null).map((end) => morningAfter(calendar, end, rules.restAfterHold));
  const last = latest(now, ...rests);
  return last > now ? last : null;
}

function accountHolds({ facts, today }: Context): HoldFact[] {
  return facts.holds.filter((hold) => hold.scope !== 'line' && isActive(hold, today));
}

function reasonsOf(context: Context): Reason[] {
  const { facts, lines, today } = context;
  const kinds = facts.holds.filter((hold) => isActive(hold, today)).map((hold) => hold.kind);
  const reasons = [...new Set(kinds)].map((kind) => why('hold_active', { kind }));
  if (reasons.length === 0 && lines.held.length > 0) reasons.push(why('hold_active', { lines: lines.held.length }));
  if (lines.prescribed.length > 0) reasons.push(why('prescribed', { lines: lines.prescribed.length }));
  return [...reasons, ...facts.stoppedChannels.map((channel) => whyNot('channel_stopped', { channel }))];
}

function blocksAnything({ blocks }: HoldFact): boolean {
  return blocks.call || blocks.sms || blocks.letter;
}
