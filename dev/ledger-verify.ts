import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { readAnchorFile } from '../activities/seal/anchor.ts';
import { ledgerLines } from '../activities/seal/export.ts';
import { findingText } from '../activities/seal/finding-text.ts';
import { LedgerLine } from '../activities/seal/lines.ts';
import { type Verification, verifyLedger, type VerifyOptions } from '../activities/seal/verify.ts';
import { say } from '../setup/say.ts';
import { openLedger } from './ledger.ts';
import { run } from './run.ts';

const SHOWN = 50;

/**
 * `npm run ledger:verify -- FILE [--anchor FILE]`: verifies an export without any database; without FILE the live ledger. `--old-anchor`: the
 * copy was taken earlier; `--trust KEY`: a key that no other endorsed. 0 when all is right, else 1.
 */
await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ anchor: { type: 'string' }, 'old-anchor': { type: 'boolean' } },
      trust: { type: 'string', multiple: true },
    },
  });
  const [file] = positionals;
  const options: VerifyOptions = {
    ...(values.anchor ? { anchor: await readAnchorFile(values.anchor) } : {}),
    ...{ oldAnchor: values['old-anchor'] ?? false, trust: values.trust ?? [] },
  };
  const began = performance.now();
  const verification = file ? await verifyLedger(fileLines(file), options) : await verifyLive(options);
  tell(verification, (performance.now() - began) / 1_000);
  return verification.ok;
});

async function verifyLive(options: VerifyOptions): Promise<Verification> {
  const { db, close, ...ledger } = await openLedger();
  try {
    return await verifyLedger(ledgerLines(db, ledger), options);
  } finally {
    await close();
  }
}

async function* fileLines(file: string): AsyncGenerator<LedgerLine | null> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield readLine(line);
}

function readLine(line: string): LedgerLine | null {
  try {
    return LedgerLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function tell(verification: Verification, seconds: number): void {
  const { ok, rows, seals, unsealed, keys, anchors, last_seal: last, findings, notices, account_id } = verification;
  const took = seconds.toFixed(1);
  say(
    `台帳の行 ${rows}件、封印 ${seals}件、公開鍵 ${keys}本を確かめました(${took}秒)`,
    `verified ${rows} rows, ${seals} seals, ${keys} keys in ${took} s`,
  );
  if (account_id) {
    say(
      '1案件の書き出しです。載っている行が変わっていないことを示し、行がそろっていることは示しません',
      'an export of one account shows that its rows are unchanged, not that none is left out',
    );
  }
  if (last)
    say(`最後の封印: ${last.no}(${last.sealed_at})${last.hash}`, `the last seal is ${last.no} of ${last.sealed_at}`);
  for (const { place, up_to } of anchors)
    say(`アンカー(${place}): 封印${up_to}まで`, `anchor ${place} reaches to seal ${up_to}`);
  if (unsealed > 0) say(`まだ封印されていない行: ${unsealed}件`, `${unsealed} rows are not sealed yet`);
  for (const notice of notices) print('!', notice);
  for (const finding of findings.slice(0, SHOWN)) print('✗', finding);
  if (findings.length > SHOWN) say(`ほか ${findings.length - SHOWN}件`, `and ${findings.length - SHOWN} more findings`);
  if (ok) say('OK: 台帳は封印されたときのままです', 'OK: the ledger is as it was sealed');
  else say('台帳は封印されたときのままではありません', 'the ledger is not as it was sealed');
}

function print(mark: string, finding: Parameters<typeof findingText>[0]): void {
  const { ja, en } = findingText(finding);
  console.log(`  ${mark} ${ja} / ${en}`);
}
