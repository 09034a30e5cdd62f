import { readFile, writeFile } from 'node:fs/promises';
import type { Outcome, Result } from './run.ts';

const outcomes = ['ok', 'unknown', 'lost', 'repeated', 'not reached'] as const satisfies readonly Outcome[];
const BEGIN = '<!-- chaos: written by the command -->';
const END = '<!-- /chaos -->';

export interface Circumstances {
  command: string;
  seconds: number;
  whole: string;
  ownEnds: string[];
}

/** Fault point × runs × outcome, in Markdown. */
export function summaryOf(results: readonly Result[], { command, seconds, ownEnds, whole }: Circumstances): string {
  const names = [...new Set(results.map(({ card }) => card.name))].sort();
  const rows = names.map((name) =>
    row(
      name,
      results.filter(({ card }) => card.name === name),
    ),
  );
  const victims = [...new Set(results.map(({ card }) => card.victim))].sort();
  const killed = victims.map((victim) => `${victim} ${results.filter(({ card }) => card.victim === victim).length}`);
  return [
    `\`${command}\`: ${results.length} runs in ${seconds} s. Killed: ${killed.join(', ')}.`,
    `Ended by themselves: ${ownEnds.join(', ')}. ${whole}`,
    '',
    '| fault point | runs | ok | unknown, parked | lost | repeated | not reached |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    row('**all**', results),
  ].join('\n');
}

function row(name: string, of: readonly Result[]): string {
  const counts = outcomes.map((outcome) => of.filter((result) => result.outcome === outcome).length);
  return `| ${[name, of.length, ...counts].join(' | ')} |`;
}

/** Puts the table between its two marks in that document. */
export async function writeSummary(file: string, summary: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const [head, rest] = text.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (tail === undefined) throw new Error(`${file} has no place for the table`);
  await writeFile(file, `${head}${BEGIN}\n\n${summary}\n\n${END}${tail}`);
}
