import { say } from '../setup/say.ts';

type Stop = () => Promise<unknown>;

/** Together more than the guards' ten seconds; what has not stopped by then they kill. */
const PATIENCE_MS = 15_000;

/** What was started, stopped in reverse: first what uses, then what is used. Parts of one layer stop together. */
export class Stops {
  readonly #layers: Stop[][] = [];
  #stopping: Promise<void> | undefined;

  layer(...stops: Stop[]): void {
    this.#layers.push(stops);
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
    for (const layer of this.#layers.toReversed()) {
      const ends = await Promise.allSettled(layer.map((stop) => stop()));
      for (const end of ends) if (end.status === 'rejected') say('停止中の問題', String(end.reason));
    }
  }
}
