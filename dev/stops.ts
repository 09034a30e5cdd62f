import { say } from '../setup/say.ts';

type Stop = () => Promise<unknown>;

/** In the order they stop: first what uses, then what is used. */
const layers = ['services', 'simulators', 'stores'] as const;
type Layer = (typeof layers)[number];

/** More than the guards' ten seconds; what has not stopped by then they kill. */
const PATIENCE_MS = 15_000;

/** Everything that was started, stopped layer by layer, the parts of one layer together. */
export class Stops {
  readonly #stops: Record<Layer, Stop[]> = { services: [], simulators: [], stores: [] };
  #stopping: Promise<void> | undefined;

  add(layer: Layer, stop: Stop): void {
    this.#stops[layer].push(stop);
  }

  get begun(): boolean {
    return this.#stopping !== undefined;
  }

  run(): Promise<void> {
    this.#stopping ??= this.#all();
    return this.#stopping;
  }

  async #all(): Promise<void> {
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    for (const layer of layers) {
      const ends = await Promise.allSettled(this.#stops[layer].map((stop) => stop()));
      for (const end of ends) if (end.status === 'rejected') say('停止中の問題', String(end.reason));
    }
  }
}
