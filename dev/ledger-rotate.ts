import { rotateSealKey } from '../activities/seal/keys.ts';
import { env } from '../env.ts';
import { say } from '../setup/say.ts';
import { run } from './run.ts';

/** `npm run ledger:rotate`: a new key signs from the next seal on; the old one endorses it and loses its private half. */
await run(async () => {
  const { id } = await rotateSealKey(env.SEAL_KEYS, new Date());
  say(`新しい封印の鍵: ${id}`, `the new seal key is ${id}`);
  return true;
});
