import { reconcileEpisodes } from '../../activities/reconciler.ts';
import { ProblemError } from '../../domain/problem.ts';
import { anAccount, type SeededAccount } from '../helpers/facts.ts';
import { type Lane, lanes, startAdoption, startFact, startRelay } from './actors.ts';
import { setOwnClock } from './clock.ts';
import { Deciders } from './deciders.ts';
import { preparedFact } from './facts.ts';
import { openSandbox } from './sandbox.ts';
import type { Fault, Scenario } from './scenario.ts';
import { type Run, Server } from './server.ts';
import { begins, type Stage } from './stage.ts';
import type { Actor } from './stepper.ts';
import { fingerprint, type View, viewOf } from './view.ts';

/** Something that can happen now. */
export interface Step {
  name: string;
  isFault?: true;
  /** It neither changes nor sees what another step does, unless that is a fault, a heartbeat or a timer */
  commutes?: boolean;
  take(): Promise<void>;
}

const MINUTE_MS = 60_000;
/** A little longer than a relay's claim holds. */
const CLAIM_MS = MINUTE_MS + 1_000;
const ACCOUNT_KNOWN_AT = new Date(begins.getTime() - 24 * 60 * MINUTE_MS);
/** Steps that a play could need to come to rest, and many more. */
const MOST_STEPS = 1_000;

/** One account, everybody who works on it, and what can happen next. */
export class World {
  readonly account: SeededAccount;
  readonly server: Server;
  readonly stage: Stage;
  readonly faulted: Fault[] = [];
  /** Of actors who were not killed; that the centre refuses something is none */
  readonly failures = new Set<unknown>();
  readonly #scenario: Scenario;
  readonly #deciders: Deciders;
  readonly #facts: Actor[] = [];
  readonly #relays = new Map<Lane, Actor>();
  readonly #left: { heartbeats: number; reconciles: number; timers: number };
  #watch: Actor | null = null;

  private constructor(stage: Stage, scenario: Scenario, account: SeededAccount, server: Server, deciders: Deciders) {
    [this.stage, this.account, this.server] = [stage, account, server];
    [this.#scenario, this.#deciders] = [scenario, deciders];
    const { heartbeats = 0, reconciles = 0, timers = 0 } = scenario;
    this.#left = { heartbeats, reconciles, timers };
  }

  static async open(stage: Stage, scenario: Scenario): Promise<World> {
    await setOwnClock(stage.owner, begins.getTime());
    const account = await anAccount(stage.db, { at: ACCOUNT_KNOWN_AT });
    const { longFrom = Infinity } = scenario;
    const sandbox = await openSandbox({ now: () => server.now, longFrom, change: stage.broken.workflow });
    const deciders = new Deciders();
    const server = new Server(begins.getTime(), sandbox, (run, asked) => deciders.add(run, asked));
    await stage.owner.query('UPDATE installation SET temporal_namespace_id = $1', [server.namespaceId]);
    const world = new World(stage, scenario, account, server, deciders);
    await world.#after();
    if (!scenario.unstarted) await world.goOn();
    for (const kind of scenario.known ?? []) await (await preparedFact(stage.db, kind, account))(stage.db);
    for (const kind of scenario.facts ?? []) {
      world.#facts.push(await startFact(stage, kind, await preparedFact(stage.db, kind, account)));
    }
    return world;
  }

  /** Leaves nothing that another play could see. */
  async close(): Promise<void> {
    for (const actor of this.#actors()) await actor.kill();
    await this.stage.owner.query(
      `WITH closed AS (UPDATE episode SET closed_at = opened_at WHERE account_id = $1 AND closed_at IS NULL),
            removed AS (UPDATE arrears_line SET removed_at = outstanding_as_of WHERE account_id = $1),
            calm AS (UPDATE account SET nudge_sent_at = NULL, waiting_for = NULL, until = NULL WHERE id = $1)
       UPDATE nudge SET sent_at = created_at WHERE account_id = $1 AND sent_at IS NULL`,
      [this.account.accountId],
    );
  }

  view(): Promise<View> {
    return viewOf(this.stage.owner, this.account.accountId);
  }

  /** Everybody does what is left to do, one after the other, until nobody can go on without time. False when that does not come. */
  async goOn(): Promise<boolean> {
    for (let left = MOST_STEPS; left > 0; left -= 1) {
      const step = this.steps(await this.view()).find(({ isFault }) => !isFault);
      if (!step) return true;
      await step.take();
    }
    return false;
  }

  /** Time passes for everybody; the reconciler looks at its end. */
  async pass(ms: number): Promise<boolean> {
    const until = this.server.now + ms;
    const due = () => this.#running().find(({ timer }) => timer && timer.at <= until);
    for (let run = due(); run; run = due()) {
      await this.#fire(run);
      await this.goOn();
    }
    await this.#setTime(until);
    await this.#reconcile();
    return this.goOn();
  }

  /** Two wait for locks: whose turn comes first is PostgreSQL's to say, so that another play could go on in another way. */
  get isCrowded(): boolean {
    return this.#blocked().length > 1;
  }

  /** Equal for two plays that can go on alike. */
  fingerprint(view: View): string {
    const { now, namespaceId, runs } = this.server;
    const actors = this.#actors().map(({ name, at, isBlocked, ended, seen }) => [name, at, isBlocked, ended || seen]);
    const lives = runs.map(({ instance, history, decider, ...run }) => ({
      ...run,
      isDeciding: decider !== null,
      since: instance ? history.slice(1 + history.findLastIndex(({ kind }) => kind === 'decided')) : history,
      events: this.#scenario.longFrom && history.length,
      code: instance && [instance.asked, instance.waits.length, instance.outcome],
    }));
    return fingerprint({
      view,
      now,
      namespaceId,
      lives,
      actors,
      made: this.#deciders.made,
      left: [this.#left, this.faulted],
    });
  }

  /** Where a step commutes with all others, only that one: when it is taken makes no difference. Without a view also claims that find nothing. */
  steps(view: View | null): Step[] {
    const faults = this.#faults();
    const own = [...this.#answers(), ...this.#running().flatMap((run) => this.#stepsOf(run))];
    const { heartbeats, timers } = this.#left;
    const alone = faults.length + heartbeats + timers === 0 && own.find(({ commutes }) => commutes);
    return alone ? [alone] : [...own, ...this.#actorSteps(view), ...this.#upkeep(), ...faults];
  }

  #answers(): Step[] {
    return this.#deciders.answers(this.server).map(({ name, take }) => ({ ...this.#step(name, take), commutes: true }));
  }

  #stepsOf(run: Run): Step[] {
    const { inTask, inbox, decider, timer, instance, runId } = run;
    const { heartbeats, timers } = this.#left;
    const steps: Step[] = [];
    if (!inTask && inbox.length > 0) steps.push(this.#step(`worker: takes ${runId} up`, () => this.server.task(run)));
    if (inTask && !decider) {
      const complete = this.#step(`worker: completes the task of ${runId}`, async () => this.server.complete(run));
      steps.push({ ...complete, commutes: instance?.outcome === 'running' });
    }
    if (inTask && decider && inbox.length > 0 && heartbeats > 0) {
      const beat = () => this.server.heartbeat(run);
      steps.push(this.#step(`worker: tells that ${runId} goes on`, () => this.#once('heartbeats', beat)));
    }
    if (timer && timers > 0) {
      steps.push(this.#step(`the time of ${runId} comes`, () => this.#once('timers', () => this.#fire(run))));
    }
    return steps;
  }

  /** Claims come last: one that finds its account locked changes nothing. */
  #actorSteps(view: View | null): Step[] {
    const ready = this.#actors().filter(({ at }) => at !== null);
    const idle = lanes.filter((lane) => view && !this.#finds(lane, view)).map((lane) => this.#relays.get(lane));
    const claims = ready.filter(({ at }) => at === 'claim');
    return [...ready.filter(({ at }) => at !== 'claim'), ...claims.filter((relay) => !idle.includes(relay))].map(
      (actor) => this.#step(`${actor.name}: ${actor.at}`, () => actor.step()),
    );
  }

  #finds(lane: Lane, { nudges, episodes }: View): boolean {
    const isUnstarted = episodes.some(({ closed, started }) => !closed && !started);
    const free = nudges.some(({ claimed_at }) => !claimed_at || Date.parse(claimed_at) < this.server.now - MINUTE_MS);
    return free && isUnstarted === (lane === 'unstarted');
  }

  #upkeep(): Step[] {
    if (this.#left.reconciles === 0) return [];
    return [this.#step('reconciler', () => this.#once('reconciles', () => this.#reconcile()))];
  }

  #faults(): Step[] {
    const { faults = [], mostFaults = 1 } = this.#scenario;
    if (this.faulted.length >= mostFaults) return [];
    return faults
      .filter((fault) => this.#can(fault))
      .map((fault) => ({ ...this.#step(fault, () => this.#suffer(fault)), isFault: true }));
  }

  #can(fault: Fault): boolean {
    switch (fault) {
      case 'the worker dies':
        return this.#deciders.actors.length > 0 || this.#running().some(({ inTask }) => inTask);
      case 'the relay dies':
        return [...this.#relays.values()].some(({ at }) => at !== 'claim');
      case 'the store is lost':
      case 'a minute passes':
        return true;
    }
  }

  async #suffer(fault: Fault): Promise<void> {
    this.faulted.push(fault);
    switch (fault) {
      case 'the worker dies':
        await this.#deciders.killAll();
        return this.server.crash();
      case 'the relay dies':
        for (const relay of this.#relays.values()) if (relay.at !== 'claim') await relay.kill();
        return;
      case 'the store is lost':
        this.server.lose();
        await this.#watch?.kill();
        this.#watch = await startAdoption(this.stage, this.server);
        return;
      case 'a minute passes':
        return this.#setTime(this.server.now + CLAIM_MS);
    }
  }

  async #once(what: 'heartbeats' | 'reconciles' | 'timers', act: () => Promise<void>): Promise<void> {
    this.#left[what] -= 1;
    await act();
  }

  async #fire(run: Run): Promise<void> {
    this.server.fireTimer(run);
    await this.#setTime(this.server.now);
  }

  async #setTime(now: number): Promise<void> {
    this.server.now = now;
    await setOwnClock(this.stage.owner, now);
  }

  async #reconcile(): Promise<void> {
    const now = new Date(this.server.now);
    await reconcileEpisodes(this.stage.db, { now: async () => now, offsetMs: async () => 0 });
  }

  #step(name: string, act: () => Promise<void>): Step {
    return {
      name,
      take: async () => {
        await act();
        await this.#after();
      },
    };
  }

  /** Whoever waited for a lock that is free now goes on up to where he stands; who has ended a round begins another. */
  async #after(): Promise<void> {
    for (let before = Infinity, blocked = this.#blocked(); blocked.length > 0 && blocked.length < before;) {
      for (const actor of blocked) await actor.settle();
      [before, blocked] = [blocked.length, this.#blocked()];
    }
    for (const { ended, killed, failure } of this.#actors()) {
      if (ended && !killed && failure !== null && !(failure instanceof ProblemError)) this.failures.add(failure);
    }
    for (const lane of lanes) {
      if (this.#relays.get(lane)?.ended ?? true)
        this.#relays.set(lane, await startRelay(this.stage, this.server, lane));
    }
    await this.#deciders.begin(this.stage);
    if (this.#watch?.ended) this.#watch = this.#watch.failure ? await startAdoption(this.stage, this.server) : null;
  }

  #running(): Run[] {
    return this.server.runs.filter(({ status }) => status === 'running');
  }

  #blocked(): Actor[] {
    return this.#actors().filter(({ isBlocked }) => isBlocked);
  }

  #actors(): Actor[] {
    return [...this.#facts, ...this.#relays.values(), ...this.#deciders.actors, ...(this.#watch ? [this.#watch] : [])];
  }
}
