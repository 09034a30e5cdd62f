/** The longest retries: half a minute until a killed try is noticed, two minutes between tries; twice over, and a slow machine. */
const PATIENCE_MS = 600_000;

/**
 * How long may something be under way before it counts as lost: ten minutes after it began and after the last kill. While some process is
 * killed every few seconds the centre is slow, and on a slow machine it hardly comes to anything between two kills.
 */
export class Patience {
  #calmSince: number | null = null;

  /** Nobody is killed any more. */
  calm(): void {
    this.#calmSince = performance.now();
  }

  /** Begins to wait now: whether that was too long. */
  waits(): () => boolean {
    const began = performance.now();
    return () => this.#calmSince !== null && performance.now() - Math.max(began, this.#calmSince) > PATIENCE_MS;
  }
}
