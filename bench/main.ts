import { parseArgs } from 'node:util';
import { type Line, lineOf, type Size } from './figure.ts';
import { figures } from './figures.ts';
import { asJson, asTable } from './print.ts';

/**
 * `npm run bench` measures every figure, `npm run bench -- P1 P3` those two, P3 and P11 with their parts (P3h, P11m, P11s); `--json` prints
 * one object a line instead of a table. `--rounds` and `--items` measure less or more than usual. Progress goes to standard error.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, rounds: { type: 'string' }, items: { type: 'string' } },
});

const lines: Line[] = [];
for (const figure of chosen(positionals)) {
  const line = await lineOf(figure, sizeOf(values));
  lines.push(line);
  if (values.json) console.log(asJson(line));
}
if (!values.json) console.log(asTable(lines, figures));

function chosen(ids: readonly string[]) {
  const isOf = (id: string, asked: string) => id === asked || id.replace(/[a-z]$/, '') === asked;
  const unknown = ids.filter((asked) => !figures.some(({ id }) => isOf(id, asked)));
  if (unknown.length > 0) {
    console.error(`No figure ${unknown.join(', ')}; there are ${figures.map(({ id }) => id).join(', ')}`);
    process.exit(1);
  }
  return ids.length > 0 ? figures.filter(({ id }) => ids.some((asked) => isOf(id, asked))) : figures;
}

function sizeOf(given: { rounds?: string; items?: string }): Partial<Size> {
  return {
    ...(given.rounds && { rounds: count(given.rounds) }),
    ...(given.items && { items: count(given.items) }),
  };
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  console.error('--rounds and --items are whole numbers above 0');
  process.exit(1);
}
