import { setTimeout as pause } from 'node:timers/promises';
import type { QueryConfig } from 'pg';
import type { Database } from '../../prisma/database.ts';

/**
 * Names the statements before which an actor stands still: what others can see of it, and what it sees of them, changes there. Between a
 * landmark that `shuts` and the one that `ends`, the commit, nobody can come; a transaction that shuts nobody out does not stand at its end.
 */
export type Landmarks = readonly (readonly [name: string, mark: RegExp, role?: 'shuts' | 'ends'])[];

/** Rewrites a statement before it is sent: how a negative control breaks the code. */
export type Mutate = (sql: string) => string;

/** Of the database server, about one actor's connections. */
export interface Backend {
  /** Whether a statement waits for a lock of somebody who stands still */
  isBlocked(): Promise<boolean>;
  /** Ends a statement that waits */
  cancel(): Promise<void>;
}

/** Answers that differ from play to play and steer nobody: a file's number and content, a ledger row's id. */
const unlike = /exchange_file|INSERT INTO ledger/;

const GLANCE_MS = 3;
const LONGEST_MS = 60_000;

class Killed extends Error {}

/** Somebody who works on the centre by himself (a clerk's transaction, a relay, a decision) and goes on by one step when told to. */
export class Actor {
  readonly name: string;
  /** What it will do when it goes on; null while it works or has ended */
  at: string | null = null;
  isBlocked = false;
  ended = false;
  killed = false;
  failure: unknown = null;
  /** What it has read since it began; part of the state */
  readonly seen: unknown[] = [];
  #goOn: () => void = () => undefined;
  #die: (error: Error) => void = () => undefined;
  #arrive: () => void = () => undefined;
  #arrived: Promise<void>;
  readonly #backend: Backend;

  constructor(name: string, backend: Backend) {
    this.name = name;
    this.#backend = backend;
    this.#arrived = new Promise((resolve) => (this.#arrive = resolve));
  }

  /** Called by the actor's own code before a step. */
  stand(at: string): Promise<void> {
    if (this.killed) return Promise.reject(new Killed());
    this.at = at;
    const told = new Promise<void>((resolve, reject) => ([this.#goOn, this.#die] = [resolve, reject]));
    this.#arrive();
    return told;
  }

  /** Begins its work and stands before its first step. */
  async begin(work: () => Promise<void>): Promise<this> {
    void work()
      .catch((error: unknown) => (this.failure = error))
      .then(() => {
        this.ended = true;
        this.#arrive();
      });
    await this.settle();
    return this;
  }

  /** One step: until it stands before its next one, has ended, or waits for a lock. */
  async step(): Promise<void> {
    if (this.at === null) throw new Error(`${this.name} cannot go on`);
    this.#leave();
    this.#goOn();
    await this.settle();
  }

  /** Waits until it stands, has ended, or waits for the lock of another. */
  async settle(): Promise<void> {
    for (const limit = Date.now() + LONGEST_MS; ;) {
      await this.#arrivedOrLate();
      if (this.at !== null || this.ended) return void (this.isBlocked = false);
      if (await this.#backend.isBlocked()) return void (this.isBlocked = true);
      if (Date.now() > limit) throw new Error(`${this.name} neither arrives nor waits for a lock`);
    }
  }

  /** Its process dies: its transaction is undone, and nothing that it would do afterwards happens. */
  async kill(): Promise<void> {
    if (this.ended) return;
    this.killed = true;
    if (this.at === null) await this.#backend.cancel();
    else {
      this.#leave();
      this.#die(new Killed());
    }
    while (!this.ended) await this.#arrivedOrLate();
  }

  /** What a killed process would still send, except the end of its transaction, is not sent. */
  mayRead(statement: string): void {
    if (this.killed && statement !== 'ROLLBACK') throw new Killed();
  }

  #leave(): void {
    this.at = null;
    this.#arrived = new Promise((resolve) => (this.#arrive = resolve));
  }

  async #arrivedOrLate(): Promise<void> {
    const glance = new AbortController();
    await Promise.race([this.#arrived, pause(GLANCE_MS, undefined, { signal: glance.signal }).catch(() => undefined)]);
    glance.abort();
  }
}

/** The actor's own database: the real one, except that the actor stands still before each landmark. */
export function stepped(db: Database, actor: Actor, landmarks: Landmarks, mutate: Mutate = (sql) => sql): Database {
  let isShut = false;
  return new Proxy(db, {
    get(pool, property) {
      if (property === 'query') return stepping(pool.query.bind(pool) as Send);
      if (property === 'connect') return async () => client(await pool.connect());
      return bound(pool, property);
    },
  });

  function client<Client extends object>(connection: Client): Client {
    return new Proxy(connection, {
      get: (target, property) => {
        const value = bound(target, property);
        return property === 'query' ? stepping(value as Send) : value;
      },
    });
  }

  type Send = (statement: string | QueryConfig, values?: unknown[]) => Promise<{ rows: unknown[] }>;

  function stepping(send: Send): Send {
    return async (statement, values) => {
      const text = typeof statement === 'string' ? statement : statement.text;
      const changed = mutate(text);
      const [name, , role] = landmarks.find(([, mark, end]) => (end === 'ends') === isShut && mark.test(changed)) ?? [];
      if (name) await actor.stand(name);
      if (role || text === 'ROLLBACK') isShut = role === 'shuts';
      actor.mayRead(text);
      const answer = await send(typeof statement === 'string' ? changed : renamed(statement, changed), values);
      if (!unlike.test(text)) actor.seen.push(answer.rows);
      return answer;
    };
  }
}

/** A prepared statement's name stands for its text. */
function renamed(statement: QueryConfig, text: string): QueryConfig {
  return statement.text === text ? statement : { ...statement, text, name: `${statement.name}_changed` };
}

function bound(target: object, property: string | symbol): unknown {
  const value: unknown = Reflect.get(target, property);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
