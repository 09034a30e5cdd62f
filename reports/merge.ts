import { createHash } from 'node:crypto';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFObject,
  type PDFPage,
} from 'pdf-lib';

export interface PageRange {
  /** First page in the merged PDF, from 1 */
  pageFrom: number;
  pageCount: number;
}

/**
 * Joins rendered chunks in order. `bookmarks` gets one outline entry for each range; nothing else is added, no time and no title, so the
 * same chunks give the same file.
 */
export async function mergePdfs(chunks: readonly Uint8Array[]): Promise<PDFDocument> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  for (const chunk of chunks) {
    const source = await PDFDocument.load(chunk, { updateMetadata: false });
    for (const page of await merged.copyPages(source, source.getPageIndices())) merged.addPage(page);
  }
  return merged;
}

/** One entry a letter, shown by the viewer beside the pages. */
export function addBookmarks(pdf: PDFDocument, entries: readonly (PageRange & { title: string })[]): void {
  if (entries.length === 0) return;
  const { context, catalog } = pdf;
  const root = context.nextRef();
  const refs = entries.map(() => context.nextRef());
  for (const [index, { title, pageFrom }] of entries.entries()) {
    const previous = refs[index - 1];
    const next = refs[index + 1];
    const item = context.obj({
      Title: PDFHexString.fromText(title),
      Parent: root,
      Dest: [pdf.getPage(pageFrom - 1).ref, 'Fit'],
      ...(previous && { Prev: previous }),
      ...(next && { Next: next }),
    });
    context.assign(refs[index]!, item);
  }
  context.assign(root, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: entries.length }));
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

/** SHA-256 over what the pages of the range draw (their content streams, unpacked, in order); can be taken again from the stored PDF. */
export function pagesSha256(pdf: PDFDocument, { pageFrom, pageCount }: PageRange): string {
  const hash = createHash('sha256');
  for (let index = 0; index < pageCount; index += 1) hash.update(pageContent(pdf.getPage(pageFrom - 1 + index)));
  return hash.digest('hex');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The drawing operators of a page. */
export function pageContent(page: PDFPage): Buffer {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : [];
  return Buffer.concat(streams.map((stream) => decode(page.doc.context.lookup(stream))));
}

function decode(stream: PDFObject | undefined): Uint8Array {
  if (!(stream instanceof PDFRawStream)) throw new TypeError('A page without a content stream');
  return decodePDFRawStream(stream).decode();
}
