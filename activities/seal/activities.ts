import { heartbeat } from '@temporalio/activity';
import { storeCheck } from '../../records/seal.ts';
import { ledgerLines } from './export.ts';
import { type Sealed, type SealDeps, sealLedger } from './seal.ts';
import { verifyLedger } from './verify.ts';

/** Of a check's findings so many are stored. */
const STORED = 100;
const BEAT_EVERY = 20_000;

export type SealActivities = ReturnType<typeof createSealActivities>;

/** The ledger's upkeep (workflows/maintenance.ts). */
export const createSealActivities = (deps: SealDeps) => ({
  sealLedger: (): Promise<Sealed> => sealLedger(deps, heartbeat),
  checkLedger: (): Promise<boolean> => checkLedger(deps, heartbeat),
});

/** Verifies the whole live ledger and notes the outcome; whether all is right. */
export async function checkLedger(deps: SealDeps, beat: () => void = () => undefined): Promise<boolean> {
  const began = performance.now();
  const verification = await verifyLedger(beating(ledgerLines(deps.db, deps), beat));
  const took = Math.round(performance.now() - began);
  const findings = [...verification.findings, ...verification.notices].slice(0, STORED);
  await storeCheck(deps.db, { ...verification, findings, took_ms: took });
  return verification.ok;
}

async function* beating<Line>(lines: AsyncIterable<Line>, beat: () => void): AsyncGenerator<Line> {
  let count = 0;
  for await (const line of lines) {
    count += 1;
    if (count % BEAT_EVERY === 0) beat();
    yield line;
  }
}
