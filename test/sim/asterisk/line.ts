/** Simulated time of the line: `speed` times as fast as the wall's, with Asterisk's way to write an instant. */
export interface Line {
  /** Runs in so many simulated milliseconds; never when that is Infinity. Returns how to call it off. */
  after(ms: number, run: () => void): () => void;
  timestamp(): string;
  /** What begins from now on goes so many times as fast */
  setSpeed(next: number): void;
  stop(): void;
}

export function createLine(initialSpeed: number): Line {
  let speed = initialSpeed;
  let changed = { wall: Date.now(), simulated: Date.now() };
  const simulated = () => changed.simulated + (Date.now() - changed.wall) * speed;
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
      return new Date(simulated()).toISOString().replace('Z', '+0000');
    },
    setSpeed(next) {
      changed = { wall: Date.now(), simulated: simulated() };
      speed = next;
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
