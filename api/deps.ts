import type { Client } from '@temporalio/client';
import type { Books } from '../activities/books.ts';
import type { EffectJournal } from '../activities/effect-journal.ts';
import type { GatewayClient } from '../activities/telephony/gateway-client.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../prisma/database.ts';
import type { Advance, DemoLogins } from './schemas/demo.ts';
import type { Renderer } from '../reports/render.ts';

/** What the API needs from outside; `dev.ts`, `api/main.ts` and the tests give it. */
export interface AppDeps {
  db: Database;
  clock: Clock;
  /** Calendar and rule versions */
  books: Books;
  /** In workflow ids and task queues, so that installations may share a server */
  installationId: string;
  temporal: Client;
  /** Base URL of Temporal's own pages, for auditors; they may ask /codec/decode */
  temporalUiUrl?: string;
  /** A bearer token that /codec/decode takes besides a session */
  codecToken?: string;
  gateway: GatewayClient;
  /** Prints delivery notes; letters are the worker's */
  renderer: Pick<Renderer, 'renderDeliveryNote'>;
  /** Where letters that leave the printer are noted outside the database */
  journal?: EffectJournal;
  /** What `GET /metrics` must be asked with; without it nobody may */
  metricsToken?: string;
  /** When the newest backup was whole; left out when backing up is another server's business */
  backupAt?: () => Promise<Date | null>;
  /** Bytes left for the data folder; without it nobody looks */
  diskFree?: () => Promise<number>;
  sessionSecret: string;
  /** Without an act of its person for so long a session ends; an hour unless said otherwise */
  idleMinutes?: number;
  /** Shared with the SMS provider: the callback of receipts must carry it */
  smsCallbackSecret: string;
  /** Folder of the built admin-ui; the API alone is served without it */
  uiFolder?: string;
  logLevel: string;
  /** Only in a demo: who plays the city, its residents and the colleagues while the clock moves */
  demo?: DemoDriver;
}

export interface DemoDriver {
  /**
   * Begins to move the clock and returns at once; `by` is the login of who asked, whose work nobody does meanwhile. Throws `demo_running`
   * while another move is under way.
   */
  advance(from: Date, target: Date, by: string): void;
  /** The move under way, or the last one */
  state(): Advance | null;
  logins: DemoLogins;
}
