import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { openFonts } from '../../reports/fonts.ts';

const fonts = openFonts();

test('the fonts write the names of the form and its punctuation', () => {
  expect(fonts.missingCharacters('髙橋﨑神　様～（催告）※〒①Ⅱ㈱')).toEqual([]);
});

test('a character without a glyph is named once', () => {
  expect(fonts.missingCharacters('山𠀋\u{2F9F4}田\u{2F9F4}\n')).toContain('\u{2F9F4}');
});

test('private-use characters and broken text are missing in every font', () => {
  expect(fonts.missingCharacters('山\uE000田\uFFFD')).toEqual(['\uE000', '\uFFFD']);
});

test('a variation sequence the fonts do not know is missing, its plain character is not', () => {
  expect(fonts.missingCharacters('葛\u{E0105}')).toEqual(['葛\u{E0105}']);
  expect(fonts.missingCharacters('葛')).toEqual([]);
});

test("a site's fonts come first for names and last for the rest", () => {
  const folder = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/biz-udpmincho/400Regular/BIZUDPMincho_400Regular.ttf'),
  );
  const { css } = openFonts(folder);

  expect(css).toContain("--name: 'Site 1', 'BIZ UDMincho'");
  expect(css).toContain("--mincho: 'BIZ UDMincho', 'Site 1'");
  expect(css).toContain('BIZUDPMincho_400Regular.ttf');
});
