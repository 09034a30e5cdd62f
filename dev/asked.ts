import { createInterface } from 'node:readline/promises';

/** Asks in both languages; only y or yes is yes. */
export async function asked(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} (y/N) `)).trim());
  } finally {
    terminal.close();
  }
}
