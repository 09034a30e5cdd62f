/** Simulated time of the line: `speed` times as fast as the wall's, with Asterisk's way to write an instant. */
export interface Line {
  /** Runs in so many simulated milliseconds; never when that is Infinity. Returns how to call it off. */
  after(ms: number, run: () => void): () => void;
  timestamp(): string;
  stop(): void;
}

export function createLine(speed: number): Line {
  const started = Date.now();
  const timers = new Set<NodeJS.Timeout>();
  return {
    after(ms, run) {
      if (ms === Infinity) return () => undefined;
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms / speed);
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
    timestamp() {
      const simulated = new Date(started + (Date.now() - started) * speed);
      return simulated.toISOString().replace('Z', '+0000');
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
