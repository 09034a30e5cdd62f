import { z } from 'zod';

const Channel = z.object({ id: z.string(), state: z.string() });
export type AriChannel = z.infer<typeof Channel>;
export const AriChannels = z.array(Channel);
export const AriBridges = z.array(z.object({ id: z.string() }));

const timestamp = z.string();

/** Those events of ARI that the gateway uses, with the fields it uses. Names and numbers are left behind here. */
export const AriEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StasisStart'), timestamp, channel: Channel, args: z.array(z.string()) }),
  z.object({ type: z.literal('StasisEnd'), timestamp, channel: Channel }),
  z.object({ type: z.literal('ChannelStateChange'), timestamp, channel: Channel }),
  z.object({ type: z.literal('Dial'), timestamp, peer: Channel, dialstatus: z.string() }),
  z.object({
    type: z.literal('ChannelHangupRequest'),
    timestamp,
    channel: Channel,
    cause: z.int().optional(),
    tech_cause: z.int().optional(),
  }),
  z.object({
    type: z.literal('ChannelDestroyed'),
    timestamp,
    channel: Channel,
    cause: z.int(),
    tech_cause: z.int().optional(),
  }),
  z.object({ type: z.literal('ChannelHold'), timestamp, channel: Channel }),
  z.object({ type: z.literal('ChannelUnhold'), timestamp, channel: Channel }),
  z.object({
    type: z.literal('ChannelUserevent'),
    timestamp,
    channel: Channel.optional(),
    eventname: z.string(),
    userevent: z.record(z.string(), z.unknown()),
  }),
]);
export type AriEvent = z.infer<typeof AriEvent>;

/** The channel an event is about, null when it is about none. */
export function channelOf(event: AriEvent): AriChannel | null {
  return event.type === 'Dial' ? event.peer : (event.channel ?? null);
}

export const RestResponse = z.object({
  type: z.literal('RESTResponse'),
  request_id: z.string(),
  status_code: z.int(),
  message_body: z.string().optional(),
});
