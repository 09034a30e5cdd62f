import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { kanaKey } from '../../domain/kana.ts';

test.each([
  ['タムラ ミサキ', 'タムラミサキ'],
  ['たむら みさき', 'タムラミサキ'],
  ['ﾀﾑﾗ ﾐｻｷ', 'タムラミサキ'],
  ['シュウジ', 'シユウジ'],
  ['ショーコ', 'シヨコ'],
  ['ｼﾞｮｰｼﾞ・ｱﾀﾞﾑｽ', 'ジヨジアダムス'],
  ['カ゛キ', 'ガキ'],
  ['ばヴぁー', 'バヴア'],
  ['ミツヾノ', 'ミツヾノ'],
  ['ヵヶ', 'カケ'],
  ['ABCマート', 'ABCマト'],
  ['カ-タ-', 'カタ'],
])('%s is searched as %s', (text, key) => {
  expect(kanaKey(text)).toBe(key);
});

test('a key is its own key', () => {
  const text = fc.string({ unit: fc.constantFrom(...'アァイゥッヴガﾊﾞﾟ゛ーｰ・･ 　あがっ〜-aA田') });
  fc.assert(fc.property(text, (each) => expect(kanaKey(kanaKey(each))).toBe(kanaKey(each))));
});
