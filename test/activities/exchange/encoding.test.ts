import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeFile, encodeCp932 } from '../../../activities/exchange/encoding.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => Uint8Array.from(values);
const written = (text: string) => {
  const result = encodeCp932(text);
  if (!(result instanceof Uint8Array)) throw new Error(`Not written: ${result.character}`);
  return result;
};

describe('reading', () => {
  test('UTF-8 with and without BOM and CP932 are told apart', () => {
    const text = '宛名番号,氏名\r\n0001,"髙﨑\n㈱"\r\n';
    expect(decodeFile(utf8(text))).toEqual({ text, encoding: 'utf8' });
    expect(decodeFile(utf8(`\ufeff${text}`))).toEqual({ text, encoding: 'utf8' });
    expect(decodeFile(written(text))).toEqual({ text, encoding: 'cp932' });
    expect(decodeFile(written(text), 'cp932')).toEqual({ text, encoding: 'cp932' });
  });

  test('a BOM overrules what was expected', () => {
    expect(decodeFile(utf8('\ufeff神'), 'cp932')).toEqual({ text: '神', encoding: 'utf8' });
  });

  test('a file of neither encoding names the first broken line', () => {
    expect(decodeFile(bytes(0x61, 0x0a, 0x62, 0x0a, 0x83, 0xff))).toEqual({ error: 'not_cp932', row: 3 });
    expect(decodeFile(bytes(0x61, 0x0a, 0x83, 0x41), 'utf8')).toEqual({ error: 'not_utf8', row: 2 });
    expect(decodeFile(utf8('神奈川\n'), 'cp932')).toMatchObject({ error: 'not_cp932' });
  });

  test('a user-defined character of the city is kept as it came', () => {
    expect(decodeFile(bytes(0xf0, 0x40, 0x0a), 'cp932')).toEqual({ text: '\ue000\n', encoding: 'cp932' });
  });
});

describe('writing CP932', () => {
  test('the characters with a twin are written as their twin', () => {
    const result = decodeFile(written('\u00a2\u00a3\u00ac\u2016\u2212\u301c\u2014\u00a5\u203e'), 'cp932');
    expect(result).toMatchObject({ text: '\uffe0\uffe1\uffe2\u2225\uff0d\uff5e\u2015\uffe5\uffe3' });
  });

  test('a character that CP932 lacks is named with its line', () => {
    expect(encodeCp932('a\r\n吉\r\n𠮷野\r\n')).toEqual({ row: 3, character: '𠮷' });
    expect(encodeCp932('葛\u{e0100}城')).toEqual({ row: 1, character: '葛\u{e0100}' });
    expect(encodeCp932('\ue000')).toEqual({ row: 1, character: '\ue000' });
    expect(encodeCp932('é')).toEqual({ row: 1, character: 'é' });
  });

  test('a question mark is written only for a question mark', () => {
    expect(written('よろしいですか?')).toContain(0x3f);
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.replaceAll('?', ''));
    fc.assert(
      fc.property(text, (each) => {
        const result = encodeCp932(each);
        if (result instanceof Uint8Array) expect(result).not.toContain(0x3f);
        else expect(result.character).not.toBe('');
      }),
    );
  });
});
