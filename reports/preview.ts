import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DeliveryNoteData } from './delivery-note/data.ts';
import { LetterData, type LetterLine } from './letter/data.ts';
import { createRenderer } from './render.ts';

/** Writes the samples as PDF into artifacts/, to look at: `node reports/preview.ts`. */
const output = new URL('../artifacts/', import.meta.url);
const letters = z.array(LetterData).parse(await sample('letter'));
const note = DeliveryNoteData.parse(await sample('delivery-note'));
const tempDir = await mkdtemp(join(tmpdir(), 'oshirase-preview-'));
const renderer = await createRenderer({ tempDir });
try {
  await mkdir(output, { recursive: true });
  const long = letters.map((letter) => ({ ...letter, lines: repeat(letter.lines, 40) }));
  await writeFile(new URL('letter.pdf', output), (await renderer.renderLetters([...letters, ...long])).pdf);
  await writeFile(new URL('delivery-note.pdf', output), (await renderer.renderDeliveryNote(note)).pdf);
} finally {
  await renderer.close();
  await rm(tempDir, { recursive: true });
}

async function sample(folder: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`./${folder}/sample.json`, import.meta.url), 'utf8'));
}

function repeat(lines: readonly LetterLine[], count: number): LetterLine[] {
  return Array.from({ length: count }, (_, index) => lines[index % lines.length]!);
}
