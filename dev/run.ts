import { Advice } from '../setup/advice.ts';
import { diskFull, isDiskFull } from '../setup/disk.ts';

/** Runs a command of `npm run`: what a person can mend is told without a stack; anything that fails ends it with 1. */
export async function run(command: () => Promise<boolean>): Promise<void> {
  try {
    process.exit((await command()) ? 0 : 1);
  } catch (error) {
    const told = isDiskFull(error) ? diskFull(error) : error;
    console.error(told instanceof Advice ? told.message : told);
    process.exit(1);
  }
}
