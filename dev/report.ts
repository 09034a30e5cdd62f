import type { Finding } from '../setup/backup/check.ts';

/** Prints what was looked at; whether all of it is right. */
export function report(findings: readonly Finding[]): boolean {
  for (const { ok, ja, en } of findings) console.log(`${ok ? '  ✓' : '  ✗'} ${ja} / ${en}`);
  return findings.every(({ ok }) => ok);
}
