import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { optionalTsToDate } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { RunEvent } from '../schemas/account-run.ts';
import { decodePayload } from './decode-payload.ts';

const { HistoryEvent } = proto.temporal.api.history.v1;
type History = proto.temporal.api.history.v1.IHistory;
/** After 2001 in seconds; no duration of ours is as long. */
const A_DATE = 1e9;

/** A history's events as an auditor reads them: payloads decrypted, what is empty left out. */
export async function runEvents(history: History, client: Client): Promise<RunEvent[]> {
  return Promise.all((history.events ?? []).map((event) => runEvent(event, client)));
}

type Event = NonNullable<History['events']>[number];

async function runEvent(event: Event, client: Client): Promise<RunEvent> {
  const plain: Record<string, unknown> = HistoryEvent.toObject(HistoryEvent.create(event), {
    longs: String,
    enums: String,
  });
  const attributes = Object.entries(plain).find(([name]) => name.endsWith('EventAttributes'))?.[1];
  return {
    id: Number(event.eventId),
    at: optionalTsToDate(event.eventTime) ?? new Date(0),
    type: String(plain['eventType']).replace('EVENT_TYPE_', '').toLowerCase().replaceAll('_', ' '),
    detail: detailOf(event),
    content: (await readable(attributes, client)) ?? null,
  };
}

/** What an event is about, in a word. */
function detailOf(event: Event): string | null {
  return (
    event.activityTaskScheduledEventAttributes?.activityType?.name ??
    event.workflowExecutionSignaledEventAttributes?.signalName ??
    event.markerRecordedEventAttributes?.markerName ??
    event.timerStartedEventAttributes?.timerId ??
    null
  );
}

async function readable(value: unknown, client: Client): Promise<unknown> {
  if (value === null || value === undefined || value === '' || value instanceof Uint8Array) return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return Promise.all(value.map(async (item) => (await readable(item, client)) ?? null));
  if (isPayload(value)) return decoded(value, client);
  if ('seconds' in value || 'nanos' in value) return instantOrSeconds(value);
  const entries = await Promise.all(
    Object.entries(value).map(async ([name, inner]) => [name, await readable(inner, client)] as const),
  );
  const told = entries.filter(([, inner]) => inner !== undefined);
  if (told.length === 0) return undefined;
  return told.length === 1 && told[0]?.[0] === 'payloads' ? told[0][1] : Object.fromEntries(told);
}

function isPayload(value: object): value is Payload {
  return (
    'metadata' in value && typeof value.metadata === 'object' && value.metadata !== null && 'encoding' in value.metadata
  );
}

async function decoded(payload: Payload, client: Client): Promise<unknown> {
  const plain = await decodePayload(client, payload);
  if (plain) return defaultPayloadConverter.fromPayload<unknown>(plain);
  return { unreadable: Buffer.from(payload.metadata?.['encryption-key-id'] ?? []).toString() };
}

function instantOrSeconds({ seconds = 0, nanos = 0 }: { seconds?: unknown; nanos?: unknown }): string {
  const exact = Number(seconds) + Number(nanos) / 1e9;
  return exact > A_DATE ? new Date(exact * 1_000).toISOString() : `${exact} s`;
}
