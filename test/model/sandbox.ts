import type { Next } from '../../workflows/next.ts';
import { type AccountWorkflow, accountWorkflow, type Change } from './code.ts';

/** What a run's history holds, in its order; `timer` ends the wait of that number. */
export type Event =
  { kind: 'started' } | { kind: 'signal' } | { kind: 'timer'; wait: number } | { kind: 'decided'; next: Next };

interface Wait {
  no: number;
  holds: () => boolean;
  end: (held: boolean) => void;
  ms: number | undefined;
}

/** One execution of the workflow's code, from its beginning or from a replayed history. */
export interface Instance {
  handlers: Map<string, () => void>;
  waits: Wait[];
  /** Waits that it has begun, and events that it was given: alike in each replay */
  waited: number;
  events: number;
  /** A decision that the code has asked for and awaits */
  asked: { episodeId: string; now: number } | null;
  answer: (next: Next) => void;
  outcome: 'running' | 'completed' | 'continued';
  failure: unknown;
}

export interface Sandbox {
  /** Runs the code up to its first wait */
  begin(episodeId: string): Promise<Instance>;
  /** Gives the code one event and runs it as far as that leads */
  feed(instance: Instance, event: Event): Promise<void>;
}

export interface SandboxOptions {
  now: () => number;
  /** Events after which a history is long enough for a new run */
  longFrom: number;
  change?: Change | undefined;
}

class ContinuedAsNew extends Error {}

/**
 * The part of Temporal's worker that the account's workflow sees: signals, conditions with timers, a local activity, a new run. Its rules are
 * the SDK's: conditions are looked at after each event, nothing goes on by itself.
 */
export async function openSandbox({ now, longFrom, change }: SandboxOptions): Promise<Sandbox> {
  let current = blank();

  const sdk = {
    ActivityFailure: class extends Error {},
    allHandlersFinished: () => true,
    condition(holds: () => boolean, ms?: number): Promise<boolean> {
      if (holds()) return Promise.resolve(true);
      const instance = current;
      const no = (instance.waited += 1);
      return new Promise((end) => instance.waits.push({ no, holds, end, ms }));
    },
    continueAsNew: () => Promise.reject(new ContinuedAsNew()),
    defineSignal: (name: string) => name,
    defineQuery: (name: string) => name,
    setHandler: (name: string, handler: () => void) => void current.handlers.set(name, handler),
    workflowInfo: () => ({ continueAsNewSuggested: current.events >= longFrom, taskQueue: 'test/main' }),
    proxyLocalActivities: () => ({
      decide(episodeId: string, at: number): Promise<Next> {
        const instance = current;
        instance.asked = { episodeId, now: at };
        return new Promise((answer) => (instance.answer = answer));
      },
    }),
    proxyActivities: () => ({}),
  };
  const workflow: AccountWorkflow = await accountWorkflow(sdk, now, change);

  async function run(instance: Instance, act: () => void): Promise<void> {
    current = instance;
    act();
    for (;;) {
      await new Promise(setImmediate); // every promise that could go on has done so
      const held = instance.waits.find(({ holds }) => holds());
      if (!held) return;
      end(instance, held, true);
    }
  }

  return {
    async begin(episodeId) {
      const instance = blank();
      await run(instance, () => {
        workflow(episodeId).then(
          () => (instance.outcome = 'completed'),
          (error: unknown) => {
            if (error instanceof ContinuedAsNew) instance.outcome = 'continued';
            else instance.failure = error;
          },
        );
      });
      return instance;
    },
    async feed(instance, event) {
      instance.events += 1;
      await run(instance, () => {
        if (event.kind === 'signal') instance.handlers.get('nudge')?.();
        if (event.kind === 'decided') {
          instance.asked = null;
          instance.answer(event.next);
        }
        if (event.kind === 'timer') {
          const wait = instance.waits.find(({ no }) => no === event.wait);
          if (wait) end(instance, wait, false);
        }
      });
    },
  };
}

function end(instance: Instance, wait: Wait, held: boolean): void {
  instance.waits = instance.waits.filter((other) => other !== wait);
  wait.end(held);
}

function blank(): Instance {
  return {
    handlers: new Map(),
    waits: [],
    waited: 0,
    events: 0,
    asked: null,
    answer: () => undefined,
    outcome: 'running',
    failure: null,
  };
}
