import { setTimeout as pause } from 'node:timers/promises';

/** Things of which one run at a time has one: a person's desk, a department. */
export interface Pool<Item> {
  take(): Promise<Item>;
  giveBack(item: Item): void;
}

export function poolOf<Item>(items: readonly Item[]): Pool<Item> {
  const free = [...items];
  return {
    async take() {
      for (;;) {
        const item = free.shift();
        if (item) return item;
        await pause(200);
      }
    },
    giveBack: (item) => void free.push(item),
  };
}
