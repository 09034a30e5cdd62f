import { describe, expect, test } from '@jest/globals';
import { smsFindings, smsParts, smsTexts } from '../../domain/sms-text.ts';

const sender = { centreName: '新潟市納付お知らせセンター', groupPhone: '025-000-0101' };

describe('parts', () => {
  test.each([
    [0, null],
    [1, 1],
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
    [660, 10],
    [661, null],
  ])('%d characters are %s parts', (length, parts) => {
    expect(smsParts('あ'.repeat(length))).toBe(parts);
  });

  test('a character outside the basic plane counts twice', () => {
    expect(smsParts('𠮷'.repeat(36))).toBe(2);
  });
});

describe('content', () => {
  test.each(Object.entries(smsTexts))('the default text %s says who and where in one part, and no more', (_, text) => {
    const body = text(sender);
    expect(body).toContain(sender.centreName);
    expect(body).toContain(sender.groupPhone);
    expect(smsParts(body)).toBe(1);
    expect(smsFindings(body, sender)).toEqual([]);
  });

  test.each([
    ['https://example.test/a を開いて', 'url'],
    ['www.city.niigata をご覧', 'url'],
    ['詳細は city.niigata.lg.jp で', 'url'],
    ['38,200円です', 'amount'],
    ['¥38,200', 'amount'],
    ['3万円', 'amount'],
    ['三千円', 'amount'],
    ['市税の件', 'tax_word'],
    ['国民健康保険料の件', 'tax_word'],
    ['納期限を過ぎて', 'tax_word'],
    ['滞納があります', 'tax_word'],
    ['至急ご連絡ください', 'urgency_word'],
  ])('%s is refused as %s', (text, kind) => {
    expect(smsFindings(text, sender).map((finding) => finding.kind)).toContain(kind);
  });

  test("the centre's own name may hold a tax word, the rest of the text may not", () => {
    const tax = { centreName: '新潟市市税納付お知らせセンター', groupPhone: '025-000-0101' };
    expect(smsFindings(smsTexts.please_call(tax), tax)).toEqual([]);
    expect(smsFindings(`${smsTexts.please_call(tax)}市税の件`, tax)).toHaveLength(1);
    expect(smsFindings(smsTexts.please_call(tax), sender).length).toBeGreaterThan(0);
  });
});
