import iconv from 'iconv-lite';

export type FileEncoding = 'utf8' | 'cp932';

/** A text without its BOM, or the first line (from 1) that is not of that encoding. */
export type DecodedFile = { text: string; encoding: FileEncoding } | { error: 'not_utf8' | 'not_cp932'; row: number };

/** The line (from 1) and character that CP932 does not have. */
export interface NotInCp932 {
  row: number;
  character: string;
}

/**
 * Reads a city's file. A BOM says UTF-8; otherwise it is `expected`, or else UTF-8 when it is valid as such and CP932 when not (Japanese
 * CP932 is practically never valid UTF-8).
 */
export function decodeFile(bytes: Uint8Array, expected?: FileEncoding): DecodedFile {
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (hasBom || expected === 'utf8') return decodeUtf8(bytes);
  if (expected === 'cp932') return decodeCp932(bytes);
  const asUtf8 = decodeUtf8(bytes);
  return 'error' in asUtf8 ? decodeCp932(bytes) : asUtf8;
}

function decodeUtf8(bytes: Uint8Array): DecodedFile {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf8' };
  } catch {
    const valid = new TextDecoder('utf-8').decode(bytes);
    return { error: 'not_utf8', row: lineOf(valid, valid.indexOf('\ufffd')) };
  }
}

function decodeCp932(bytes: Uint8Array): DecodedFile {
  const text = iconv.decode(Buffer.from(bytes), 'cp932');
  const broken = text.indexOf('\ufffd'); // no CP932 character decodes to it
  return broken < 0 ? { text, encoding: 'cp932' } : { error: 'not_cp932', row: lineOf(text, broken) };
}

/** Characters (¢ £ ¬ ‖ − 〜 — ¥ ‾) that the code table knows under another code point; Windows writes the same twins. */
const twins: Readonly<Record<string, string>> = {
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
  '\u2016': '\u2225',
  '\u2212': '\uff0d',
  '\u301c': '\uff5e',
  '\u2014': '\u2015',
  '\u00a5': '\uffe5',
  '\u203e': '\uffe3',
};
const anyTwin = new RegExp(`[${Object.keys(twins).join('')}]`, 'g');

/** CP932 bytes, or the first character that would be lost: each one must read back as written. Never writes '?' for another. */
export function encodeCp932(text: string): Uint8Array | NotInCp932 {
  const mapped = text.replace(anyTwin, (character) => twins[character] ?? character);
  const bytes = iconv.encode(mapped, 'cp932');
  if (iconv.decode(bytes, 'cp932') === mapped) return bytes;

  let row = 1;
  for (const { segment } of new Intl.Segmenter('ja').segment(mapped)) {
    if (iconv.decode(iconv.encode(segment, 'cp932'), 'cp932') !== segment) return { row, character: segment };
    if (segment.endsWith('\n')) row += 1;
  }
  return { row, character: '' };
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
