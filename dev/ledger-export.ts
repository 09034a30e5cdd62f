import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { accountLines } from '../activities/seal/account-export.ts';
import { ledgerLines } from '../activities/seal/export.ts';
import { Advice } from '../setup/advice.ts';
import { say } from '../setup/say.ts';
import { openLedger } from './ledger.ts';
import { run } from './run.ts';

/** `npm run ledger:export -- FILE [--account ID]`: the ledger (or an account's part of it) with seals, public keys and anchors, in JSON lines. */
await run(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { account: { type: 'string' } } });
  const [file] = positionals;
  if (!file) throw new Advice('書き出すファイルを指定してください。', 'Name the file: npm run ledger:export -- FILE');
  const { db, close, ...ledger } = await openLedger();
  try {
    const lines = values.account ? accountLines(db, values.account, ledger) : ledgerLines(db, ledger);
    const unfinished = path.resolve(`${file}.part`);
    await pipeline(Readable.from(texts(lines)), createWriteStream(unfinished, { mode: 0o600 }));
    await rename(unfinished, path.resolve(file));
    say(`書き出しました: ${file}`, `exported to ${file}`);
    return true;
  } finally {
    await close();
  }
});

/** In pieces large enough for a disk. */
async function* texts(lines: AsyncIterable<object>): AsyncGenerator<string> {
  let text = '';
  for await (const line of lines) {
    text += `${JSON.stringify(line)}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}
