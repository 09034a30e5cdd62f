import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFPage } from 'pdf-lib';
import { pageContent } from '../../reports/merge.ts';

/** Reads what Chromium wrote, enough for tests: the text of each page in drawing order, without spaces, and the fonts of the file. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: string[]; drawings: string[]; fonts: PdfFont[] }> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  return {
    pages: pdf.getPages().map(pageText),
    drawings: pdf.getPages().map((page) => pageContent(page).toString('latin1')),
    fonts: fontsOf(pdf),
  };
}

export interface PdfFont {
  subtype: string;
  name: string;
  /** A TrueType program is in the file */
  embedded: boolean;
}

/** As a person would type it to search: compatibility forms folded, no spaces. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

function pageText(page: PDFPage): string {
  const fonts = pageFonts(page);
  let map = new Map<number, string>();
  let text = '';
  for (const [, font, shown] of pageContent(page)
    .toString('latin1')
    .matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)>(?=[^>]*?(?:Tj|TJ|\]))/g)) {
    if (font) map = fonts.get(font) ?? new Map();
    for (const glyph of shown?.match(/.{4}/g) ?? []) text += map.get(Number.parseInt(glyph, 16)) ?? '\uFFFD';
  }
  return folded(text);
}

function pageFonts(page: PDFPage): Map<string, Map<number, string>> {
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict);
  return new Map(
    (fonts?.keys() ?? []).map((key) => {
      const toUnicode = fonts?.lookup(key, PDFDict).lookup(PDFName.of('ToUnicode'));
      return [key.decodeText(), toUnicode instanceof PDFRawStream ? unicodeMap(toUnicode) : new Map<number, string>()];
    }),
  );
}

function unicodeMap(stream: PDFRawStream): Map<number, string> {
  const source = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
  const map = new Map<number, string>();
  for (const [, body] of source.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, glyph, target] of body?.matchAll(/<(\w+)>\s*<(\w+)>/g) ?? []) map.set(hex(glyph), utf16(target));
  }
  for (const [, body] of source.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from, to, target] of body?.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g) ?? []) {
      for (let glyph = hex(from); glyph <= hex(to); glyph += 1) {
        map.set(glyph, String.fromCharCode(hex(target) + glyph - hex(from)));
      }
    }
  }
  return map;
}

function fontsOf(pdf: PDFDocument): PdfFont[] {
  const dictionaries = pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object) => object instanceof PDFDict);
  const programs = new Set(
    dictionaries
      .filter((dictionary) => dictionary.has(PDFName.of('FontFile2')))
      .map((dictionary) => String(dictionary.get(PDFName.of('FontName')))),
  );
  return dictionaries
    .filter((dictionary) => dictionary.get(PDFName.of('Type')) === PDFName.of('Font'))
    .map((dictionary) => {
      const name = String(dictionary.get(PDFName.of('BaseFont')));
      return { subtype: String(dictionary.get(PDFName.of('Subtype'))), name, embedded: programs.has(name) };
    });
}

function hex(digits = ''): number {
  return Number.parseInt(digits, 16);
}

function utf16(digits = ''): string {
  return String.fromCharCode(...(digits.match(/.{4}/g) ?? []).map(hex));
}
