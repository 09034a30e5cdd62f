import { Advice } from '../setup/advice.ts';

/** Runs a command of `npm run`: what a person can mend is told without a stack; anything that fails ends it with 1. */
export async function run(command: () => Promise<boolean>): Promise<void> {
  try {
    process.exit((await command()) ? 0 : 1);
  } catch (error) {
    console.error(error instanceof Advice ? error.message : error);
    process.exit(1);
  }
}
