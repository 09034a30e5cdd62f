import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
const [press, unpress] = [promisify(gzip), promisify(gunzip)];
type RunHistory = proto.temporal.api.history.v1.IHistory;

export interface PackedHistory {
  events: number;
  /** Of the protobuf, before compression */
  bytes: number;
  /** Of the protobuf, hexadecimal */
  sha256: string;
  /** gzip */
  history: Buffer;
}

/** A run's history as Temporal gives it, in protobuf; payloads stay encrypted. */
export async function packHistory(history: RunHistory): Promise<PackedHistory> {
  const plain = History.encode(history).finish();
  return {
    events: history.events?.length ?? 0,
    bytes: plain.length,
    sha256: sha256(plain),
    history: await press(plain, { level: 9 }),
  };
}

/** The history again; throws when it is not what was packed. */
export async function unpackHistory(packed: Pick<PackedHistory, 'history' | 'sha256'>): Promise<RunHistory> {
  const plain = await unpress(packed.history);
  if (sha256(plain) !== packed.sha256) throw new Error('An archived history is not the one that was stored');
  return History.decode(plain);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
