import type { Next } from '../../workflows/next.ts';
import type { Event, Instance, Sandbox } from './sandbox.ts';

export interface Start {
  workflowId: string;
  /** Although a run of that id has ended */
  again: boolean;
  episodeId: string;
}

/** Somebody who works on a decision for a run; its end is reported by `decided`. */
export interface Decider {
  kill(): Promise<void>;
}

export type Decide = (run: Run, asked: { episodeId: string; now: number }) => Decider;

export interface Run {
  workflowId: string;
  runId: string;
  episodeId: string;
  status: 'running' | 'completed' | 'continued';
  /** Durable: what the code is rebuilt from */
  history: Event[];
  /** Durable, and not yet given to the code */
  inbox: Event[];
  /** Of the task under way: lost with the worker, except what came from outside */
  fresh: Event[];
  inTask: boolean;
  /** The worker's cache */
  instance: Instance | null;
  decider: Decider | null;
  /** Durable: when the wait of that number ends by itself */
  timer: { wait: number; at: number } | null;
}

/**
 * Temporal's server and a worker's cache, as far as the account's workflow can tell: ids and their reuse, signals, tasks, local activities whose
 * results are durable only with their task, heartbeats of a task, commands refused because something came meanwhile, timers, a store that is
 * lost. Every method is one step; nothing happens between them.
 */
export class Server {
  namespaceId = 'namespace-1';
  now: number;
  runs: Run[] = [];
  /** Times that one id had two open runs, which the rules of ids exclude */
  doubles = 0;
  #made = 0;
  readonly #sandbox: Sandbox;
  readonly #decide: Decide;

  constructor(now: number, sandbox: Sandbox, decide: Decide) {
    this.now = now;
    this.#sandbox = sandbox;
    this.#decide = decide;
  }

  open(workflowId: string): Run | undefined {
    const running = this.runs.filter((run) => run.workflowId === workflowId && run.status === 'running');
    if (running.length > 1) this.doubles += 1;
    return running[0];
  }

  /** The new run's id; null when the id is taken. */
  start({ workflowId, episodeId, again }: Start): string | null {
    if (this.open(workflowId) || (!again && this.runs.some((run) => run.workflowId === workflowId))) return null;
    return this.#make(workflowId, episodeId).runId;
  }

  signal(workflowId: string): boolean {
    const run = this.open(workflowId);
    run?.inbox.push({ kind: 'signal' });
    return run !== undefined;
  }

  signalWithStart(start: Start): string | null {
    const known = this.open(start.workflowId);
    const runId = known ? known.runId : this.start(start);
    if (runId) this.signal(start.workflowId);
    return runId;
  }

  /** The store is deleted and a new one begins. */
  lose(): void {
    this.namespaceId = `namespace-${Number(this.namespaceId.split('-')[1]) + 1}`;
    for (const run of this.runs) run.status = 'completed'; // what a worker still does for them reaches nobody
    this.runs = [];
  }

  /** A worker takes what has come; the code goes on as far as that leads. */
  async task(run: Run): Promise<void> {
    run.inTask = true;
    run.instance ??= await this.#replayed(run);
    await this.#giveInbox(run, run.instance);
    this.#ask(run);
  }

  /** A decision takes long: what is known so far becomes durable, and what has come meanwhile reaches the code. */
  async heartbeat(run: Run): Promise<void> {
    run.history.push(...run.fresh.splice(0));
    if (run.instance) await this.#giveInbox(run, run.instance);
  }

  /** The decision under way is made; its result is the worker's alone until the task is completed. */
  async decided(run: Run, next: Next): Promise<void> {
    run.decider = null;
    if (!run.instance || run.status !== 'running') return;
    await this.#feed(run, run.instance, { kind: 'decided', next });
    this.#ask(run);
  }

  /** The decision failed; the worker tries again. */
  undecided(run: Run): void {
    run.decider = null;
    if (run.status === 'running') this.#ask(run);
  }

  /** The task's results become durable; refused when the run would end although something has come. */
  complete(run: Run): void {
    const outcome = run.instance?.outcome ?? 'running';
    run.inTask = false;
    if (outcome !== 'running' && run.inbox.length > 0) return this.#forget(run);
    run.history.push(...run.fresh.splice(0));
    run.timer = this.#timerOf(run);
    if (outcome === 'running') return;
    run.status = outcome;
    if (outcome === 'continued') this.#make(run.workflowId, run.episodeId);
  }

  /** A timer's time has come. */
  fireTimer(run: Run): void {
    if (!run.timer) return;
    this.now = Math.max(this.now, run.timer.at);
    run.inbox.push({ kind: 'timer', wait: run.timer.wait });
    run.timer = null;
  }

  /** The worker's process dies: its cache, and what was not yet durable, is gone. */
  async crash(): Promise<void> {
    for (const run of this.runs) {
      await run.decider?.kill();
      if (run.inTask || run.instance) this.#forget(run);
    }
  }

  #make(workflowId: string, episodeId: string): Run {
    this.#made += 1;
    const run: Run = {
      ...{ workflowId, episodeId, runId: `run-${this.#made}`, status: 'running' },
      ...{ history: [], inbox: [{ kind: 'started' }], fresh: [], inTask: false, instance: null, decider: null },
      timer: null,
    };
    this.runs.push(run);
    return run;
  }

  #forget(run: Run): void {
    const fromOutside = run.fresh.filter(({ kind }) => kind !== 'decided');
    if (fromOutside.length === 0 && run.inTask && run.inbox.length === 0) fromOutside.push({ kind: 'started' });
    run.inbox.unshift(...fromOutside);
    run.fresh = [];
    run.instance = null;
    run.decider = null;
    run.inTask = false;
  }

  #timerOf({ instance, inbox, timer }: Run): Run['timer'] {
    const wait = instance?.waits.find(({ ms }) => ms !== undefined);
    if (!wait || inbox.some((event) => event.kind === 'timer' && event.wait === wait.no)) return null;
    return timer?.wait === wait.no ? timer : { wait: wait.no, at: this.now + (wait.ms ?? 0) };
  }

  #ask(run: Run): void {
    const asked = run.instance?.asked;
    if (asked && !run.decider) run.decider = this.#decide(run, asked);
  }

  async #replayed(run: Run): Promise<Instance> {
    const instance = await this.#sandbox.begin(run.episodeId);
    for (const event of run.history) await this.#sandbox.feed(instance, event);
    return instance;
  }

  async #giveInbox(run: Run, instance: Instance): Promise<void> {
    for (const event of run.inbox.splice(0)) await this.#feed(run, instance, event);
  }

  async #feed(run: Run, instance: Instance, event: Event): Promise<void> {
    run.fresh.push(event);
    await this.#sandbox.feed(instance, event);
  }
}
