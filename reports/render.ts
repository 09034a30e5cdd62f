import { readFile } from 'node:fs/promises';
import { PDFDocument } from 'pdf-lib';
import { findChromium, type ChromiumOptions } from './chromium.ts';
import { DeliveryNoteData } from './delivery-note/data.ts';
import { deliveryNoteView } from './delivery-note/view.ts';
import { openFonts } from './fonts.ts';
import { startJsreport } from './jsreport.ts';
import { checkLetter, codePoints, type LetterFault } from './letter/check.ts';
import { LetterData } from './letter/data.ts';
import { sheetCount } from './letter/sheets.ts';
import { letterView } from './letter/view.ts';
import { usualWindow, type EnvelopeWindow } from './letter/window.ts';
import { addBookmarks, mergePdfs, pagesSha256, sha256, type PageRange } from './merge.ts';

export interface RendererOptions extends ChromiumOptions {
  /** FONT_DIR: a site's further fonts, for names that BIZ UD cannot write */
  fontDir?: string | undefined;
  /** A folder of this renderer alone; its subfolder `print` is wiped at start and stop */
  tempDir: string;
  /** Where the envelope's window lies on the sheet */
  window?: EnvelopeWindow;
}

export interface RenderedLetter extends PageRange {
  referenceNo: string;
  /** Over what its pages draw, see `pagesSha256` */
  sha256: string;
}

export interface RenderedBatch {
  pdf: Uint8Array;
  /** Over the whole file */
  sha256: string;
  pageCount: number;
  letters: RenderedLetter[];
}

export interface Renderer {
  /** Why this letter cannot be printed; empty when it can. Cheap, no browser. */
  checkLetter(letter: LetterData): LetterFault[];
  /**
   * One PDF of the letters in the order given, a bookmark (the reference number) for each. Throws, naming reference numbers only, when a
   * letter has a fault or the pages are not as many as planned.
   */
  renderLetters(letters: readonly LetterData[]): Promise<RenderedBatch>;
  renderDeliveryNote(note: DeliveryNoteData): Promise<{ pdf: Uint8Array; sha256: string; pageCount: number }>;
  close(): Promise<void>;
}

/** Letters in one page of the browser: more cost memory, fewer cost time (printing.md). */
const lettersPerChunk = 100;

/** Starts jsreport with the Chromium found by `findChromium`; the browser itself starts with the first document. */
export async function createRenderer(options: RendererOptions): Promise<Renderer> {
  const fonts = openFonts(options.fontDir);
  const window = options.window ?? usualWindow;
  const letter = await documentFiles('letter');
  const deliveryNote = await documentFiles('delivery-note');
  const jsreport = await startJsreport(await findChromium(options), options.tempDir);

  async function renderChunk(letters: readonly LetterData[]): Promise<Uint8Array> {
    const data = { letters: letters.map(letterView), window, style: `${fonts.css}\n${letter.style}` };
    const pdf = await jsreport.pdf(letter.template, data, { tagged: false });
    const pages = await pageCountOf(pdf);
    if (pages === sheets(letters)) return pdf;

    const numbers = letters.map(({ referenceNo }) => referenceNo);
    if (letters.length > 1) for (const half of halves(letters)) await renderChunk(half); // to name the letter that overflows
    throw new Error(`${pages} pages instead of ${sheets(letters)}: ${numbers.at(0)} to ${numbers.at(-1)}`);
  }

  return {
    checkLetter: (data) => checkLetter(data, fonts),

    async renderLetters(input) {
      const letters = input.map((data) => LetterData.parse(data));
      for (const data of letters) refuseFaults(data.referenceNo, checkLetter(data, fonts));
      const chunks: Uint8Array[] = [];
      for (let from = 0; from < letters.length; from += lettersPerChunk) {
        chunks.push(await renderChunk(letters.slice(from, from + lettersPerChunk)));
      }
      return bind(letters, chunks);
    },

    async renderDeliveryNote(note) {
      const data = { ...deliveryNoteView(DeliveryNoteData.parse(note)), style: `${fonts.css}\n${deliveryNote.style}` };
      const pdf = await jsreport.pdf(deliveryNote.template, data, { tagged: true });
      return { pdf, sha256: sha256(pdf), pageCount: await pageCountOf(pdf) };
    },

    close: () => jsreport.close(),
  };
}

/** Merges the chunks and says where each letter lies. */
async function bind(letters: readonly LetterData[], chunks: readonly Uint8Array[]): Promise<RenderedBatch> {
  const merged = await mergePdfs(chunks);
  const pageCount = merged.getPageCount();
  if (pageCount !== sheets(letters)) throw new Error(`${pageCount} pages instead of ${sheets(letters)} in the batch`);

  const ranges = pageRanges(letters);
  addBookmarks(
    merged,
    ranges.map((range) => ({ ...range, title: range.referenceNo })),
  );
  const hashed = ranges.map((range) => ({ ...range, sha256: pagesSha256(merged, range) }));
  const pdf = await merged.save({ addDefaultPage: false, updateFieldAppearances: false });
  return { pdf, sha256: sha256(pdf), pageCount, letters: hashed };
}

function pageRanges(letters: readonly LetterData[]): (PageRange & { referenceNo: string })[] {
  let pageFrom = 1;
  return letters.map(({ referenceNo, lines }) => {
    const range = { referenceNo, pageFrom, pageCount: sheetCount(lines.length) };
    pageFrom += range.pageCount;
    return range;
  });
}

function sheets(letters: readonly LetterData[]): number {
  return letters.reduce((total, { lines }) => total + sheetCount(lines.length), 0);
}

function halves<T>(items: readonly T[]): [T[], T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

async function pageCountOf(pdf: Uint8Array): Promise<number> {
  return (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount();
}

function refuseFaults(referenceNo: string, faults: readonly LetterFault[]): void {
  if (faults.length === 0) return;
  const words = faults.map((fault) => {
    switch (fault.kind) {
      case 'missing_characters':
        return `no font has ${codePoints(fault.characters)}`;
      case 'too_long':
        return `its ${fault.field} is too long`;
      case 'too_many_sheets':
        return `${fault.sheets} sheets, an envelope takes ${fault.max}`;
    }
  });
  throw new Error(`Letter ${referenceNo} cannot be printed: ${words.join('; ')}`);
}

async function documentFiles(folder: string): Promise<{ template: string; style: string }> {
  const read = (name: string) => readFile(new URL(`./${folder}/${name}`, import.meta.url), 'utf8');
  const [template, style] = await Promise.all([read('template.hbs'), read('style.css')]);
  return { template, style };
}
