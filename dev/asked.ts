import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Asks in both languages; only y or yes is yes. Where nobody can answer it is no. */
export async function asked(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = once(terminal, 'close').then(() => '');
  try {
    return /^y(es)?$/i.test((await Promise.race([terminal.question(`${question} (y/N) `), closed])).trim());
  } finally {
    terminal.close();
  }
}
