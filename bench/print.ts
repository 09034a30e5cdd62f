import type { Figure, Line } from './figure.ts';

/** One JSON object a line, keys in a fixed order. */
export function asJson({ id, what, ours, peer, ratio, unit }: Line): string {
  return JSON.stringify({ id, what, ours, peer, ratio, unit });
}

const head = ['', 'what', 'ours', 'peer', 'ratio', 'goal', 'unit'];

/** A Markdown table, as the README quotes it. */
export function asTable(lines: readonly Line[], figures: readonly Pick<Figure, 'id' | 'goal'>[]): string {
  const goals = new Map(figures.map(({ id, goal }) => [id, goal]));
  const rows = lines.map(({ id, what, ours, peer, ratio, unit }) => [
    id,
    what,
    ...[ours, peer, ratio].map(String),
    goals.get(id) ?? '',
    unit,
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
