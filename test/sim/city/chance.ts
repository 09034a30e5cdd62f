/**
 * Repeatable chance: the same words give the same number in [0, 1), whatever was asked before. Everything the simulated city does is drawn
 * from its seed this way, so that a city, a resident's mood and a payment never depend on the order of questions.
 */
export function chance(...words: readonly (string | number)[]): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const character of words.join('\u0000')) {
    const code = character.codePointAt(0)!;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((low >>> 0) * 0x200000 + ((high >>> 0) >>> 11)) / 2 ** 53;
}

/** One person's or thing's own row of draws. */
export class Dice {
  readonly #words: readonly (string | number)[];
  #drawn = 0;

  constructor(...words: readonly (string | number)[]) {
    this.#words = words;
  }

  next(): number {
    this.#drawn += 1;
    return chance(...this.#words, this.#drawn);
  }

  isLucky(probability: number): boolean {
    return this.next() < probability;
  }

  /** An integer from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  }

  /** One of the items, each as likely as its weight says. */
  weighted<Item extends string>(weights: Readonly<Record<Item, number>>): Item {
    return byWeight(weights, this.next());
  }
}

/** Where `draw` in [0, 1) falls on the weights laid end to end. */
export function byWeight<Item extends string>(weights: Readonly<Record<Item, number>>, draw: number): Item {
  const items = Object.keys(weights) as Item[];
  const sum = items.reduce((total, item) => total + weights[item], 0);
  let left = draw * sum;
  for (const item of items) {
    left -= weights[item];
    if (left < 0) return item;
  }
  return items.at(-1)!;
}
