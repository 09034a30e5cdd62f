import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import { customerBarcode } from '../../domain/customer-barcode.ts';
import { DeliveryNoteData } from '../../reports/delivery-note/data.ts';
import { pagesSha256 } from '../../reports/merge.ts';
import { createRenderer, type RenderedBatch, type Renderer } from '../../reports/render.ts';
import { aLetter, someLines } from '../helpers/letters.ts';
import { folded, readPdf } from '../helpers/pdf.ts';
import { readSample } from '../helpers/samples.ts';

let tempDir: string;
let renderer: Renderer;

beforeAll(async () => {
  tempDir = await mkdtemp(join(tmpdir(), 'oshirase-print-'));
  await mkdir(join(tempDir, 'print'));
  await writeFile(join(tempDir, 'print', 'left-behind.html'), 'of a killed process');
  renderer = await createRenderer({ tempDir });
});

afterAll(async () => {
  await renderer.close();
  expect(await readdir(tempDir)).toEqual([]);
  await rm(tempDir, { recursive: true });
});

test('the temp folder is private and was wiped at start', async () => {
  const folder = join(tempDir, 'print');

  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readdir(folder)).not.toContain('left-behind.html');
});

describe('the reminder letter', () => {
  const form = [
    ...[
      '〒951-8131',
      '新潟市中央区白山浦1丁目425番地9',
      '白山ハイツ203号',
      '見本　太郎　様',
      '令和8年11月24日',
      'N4227924',
      '1/1',
    ],
    ...['新潟市長', '市税の納付について（催告）', '日頃から市税の納付にご理解とご協力をいただきありがとうございます。'],
    'さて、先日督促状を送付いたしましたが、本日時点で納付が確認できていないため、ご連絡いたしました。至急、下記の納付場所で納めてください。',
    'バーコード付きの納付書をお持ちの方は、スマートフォン決済やコンビニエンスストアでの納付も可能です。なお、ご事情があるときは下記連絡先までご連絡ください。',
    ...[
      '記',
      '指定期限　令和8年12月8日',
      '滞納金額',
      '税目(料)調定賦課通知書番号期別納期限本税(料)(円)延滞金(円)合計(円)備考',
    ],
    '市・県民税普通徴収R8R810234567第1期R8.6.3038,500要す(1,200)38,500',
    '市・県民税普通徴収R8R810234567第2期R8.8.3138,000要す38,000',
    '固定資産税・都市計画税R8R720456789第3期R7.12.25152,000要す(11,100)152,000一部納付',
    ...['合計228,500円', '納付書がある場合は、納付書裏面に記載の納付場所・納付方法で納付してください。'],
    '納付書がない場合は、本状をお持ちのうえ納税課、区役所、出張所・連絡所で納付してください。',
    '※本状到着前に納付されたときは、行き違いですので、あしからずご了承ください。',
    ...[
      '※本状では納付できません。',
      '連絡先',
      '新潟市市税納付お知らせセンター',
      '電話番号',
      '025-000-0101',
      '受付時間',
    ],
    ...['[月～金曜日]　午前9時～午後5時', 'または正午～午後8時（週2日程）', '※月2日程度、平日休業日があります。'],
    ...['[土日・祝日]　午前9時～午後5時(月2日程度)', '※年末年始を除く。'],
    '「延滞金」欄の「要す」の記載は、地方税法等関係法令所定の全延滞金額の納付を求めるものである。',
    'また、()内の金額は令和8年11月24日までのものを概算にしたものである。',
  ];

  test('has every word of the annexed form', async () => {
    const { pages } = await readPdf((await renderer.renderLetters([aLetter()])).pdf);

    expect(pages).toHaveLength(1);
    for (const words of form) expect(pages[0]).toContain(folded(words));
  });

  test('sends further lines to 滞納金額明細書 with the name, its own total and the notes', async () => {
    const { pages } = await readPdf((await renderer.renderLetters([aLetter({ lines: someLines(12) })])).pdf);

    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain(folded('別紙「滞納金額明細書」のとおり（5件）50,000要す50,000合計120,000円'));
    expect(pages[1]).toContain(folded('滞納金額明細書氏名又は名称見本　太郎'));
    expect(pages[1]).toContain(folded('N4227924　2/2'));
    expect(pages[1]).toContain(folded('合計50,000要す50,000「延滞金」欄の「要す」の記載は'));
  });

  test('embeds its fonts as TrueType subsets', async () => {
    const { fonts } = await readPdf((await renderer.renderLetters([aLetter()])).pdf);

    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      expect(font).toEqual({
        subtype: expect.stringMatching(/^\/(Type0|CIDFontType2)$/),
        name: expect.stringMatching(/^\/[A-Z]{6}\+BIZUDMincho/),
        embedded: true,
      });
    }
  });

  test('has room for rows that are as full as they may be', async () => {
    const full = { taxItem: '固定資産税・都市計画税（償却）', period: '随時第10期', remark: '分割納付不履行あり一部' };
    const lines = someLines(60).map((line) => ({ ...line, ...full, lateCharge: 1_234_500, noticeNo: '1234567890123' }));
    const letters = [aLetter({ lines: lines.slice(0, 8) }), aLetter({ lines })];

    expect(letters.flatMap((letter) => renderer.checkLetter(letter))).toEqual([]);
    expect((await renderer.renderLetters(letters)).letters.map(({ pageCount }) => pageCount)).toEqual([1, 4]);
  });

  test('draws the bars of the domain', async () => {
    const { drawings } = await readPdf((await renderer.renderLetters([aLetter()])).pdf);

    expect(barsOf(drawings[0]!)).toBe(customerBarcode('9518131', '1-425-9-203')!.bars.join(''));
  });

  test('prints markup and braces in a name as they are', async () => {
    const { addressee } = aLetter();
    const letter = aLetter({ addressee: { ...addressee, name: '<b>{{style}}{#}&amp;' } });
    const { pages } = await readPdf((await renderer.renderLetters([letter])).pdf);

    expect(pages[0]).toContain('<b>{{style}}{#}&amp;様');
  });
});

describe('a batch', () => {
  const letters = Array.from({ length: 120 }, (_, index) =>
    aLetter({ referenceNo: `N${4_230_000 + index}`, lines: someLines(index % 3 === 0 ? 12 : 2) }),
  );
  let batch: RenderedBatch;

  beforeAll(async () => {
    batch = await renderer.renderLetters(letters);
  });

  test('says where each letter lies', async () => {
    const { pages } = await readPdf(batch.pdf);

    expect(batch.pageCount).toBe(160);
    expect(pages).toHaveLength(160);
    let next = 1;
    for (const [index, { referenceNo, pageFrom, pageCount }] of batch.letters.entries()) {
      expect([referenceNo, pageFrom, pageCount]).toEqual([letters[index]!.referenceNo, next, index % 3 === 0 ? 2 : 1]);
      for (const page of pages.slice(pageFrom - 1, pageFrom - 1 + pageCount)) expect(page).toContain(referenceNo);
      next += pageCount;
    }
  });

  test('has hashes that can be taken again from the stored file', async () => {
    const stored = await PDFDocument.load(batch.pdf, { updateMetadata: false });

    expect(batch.sha256).toBe(createHash('sha256').update(batch.pdf).digest('hex'));
    expect(batch.letters.map((letter) => pagesSha256(stored, letter))).toEqual(
      batch.letters.map((each) => each.sha256),
    );
    expect(new Set(batch.letters.map((each) => each.sha256)).size).toBe(120);
  });

  test('has a bookmark for each letter', async () => {
    const { catalog } = await PDFDocument.load(batch.pdf, { updateMetadata: false });
    const titles: string[] = [];
    let item = catalog.lookup(PDFName.of('Outlines'), PDFDict).lookupMaybe(PDFName.of('First'), PDFDict);
    for (; item; item = item.lookupMaybe(PDFName.of('Next'), PDFDict)) titles.push(titleOf(item));

    expect(titles).toEqual(letters.map(({ referenceNo }) => referenceNo));
  });
});

describe('a letter that cannot be printed', () => {
  const { addressee } = aLetter();
  const strange = aLetter({ addressee: { ...addressee, name: '見本　\uE000郎' } });

  test('is told before printing', () => {
    expect(renderer.checkLetter(aLetter())).toEqual([]);
    expect(renderer.checkLetter(strange)).toEqual([{ kind: 'missing_characters', characters: ['\uE000'] }]);
    expect(renderer.checkLetter(aLetter({ lines: [{ ...someLines(1)[0]!, remark: '分納'.repeat(9) }] }))).toEqual([
      { kind: 'too_long', field: 'line' },
    ]);
    expect(renderer.checkLetter(aLetter({ lines: someLines(190) }))).toEqual([
      { kind: 'too_many_sheets', sheets: 9, max: 8 },
    ]);
  });

  test('stops the batch with its number and the character, never the name', async () => {
    await expect(renderer.renderLetters([aLetter(), strange])).rejects.toThrow(
      'Letter N4227924 cannot be printed: no font has U+E000',
    );
  });

  test('is named when its text runs over onto another page', async () => {
    const endless = aLetter({ referenceNo: 'N4227999', payAt: '納税課、'.repeat(600) });

    await expect(renderer.renderLetters([aLetter(), endless, aLetter()])).rejects.toThrow('N4227999 to N4227999');
  });
});

test('the delivery note has its batches, sums, waste and places to sign', async () => {
  const { pdf, pageCount } = await renderer.renderDeliveryNote(DeliveryNoteData.parse(readSample('delivery-note')));
  const { pages } = await readPdf(pdf);

  expect(pageCount).toBe(1);
  for (const words of [
    ...['納品書', '新潟市　納税課　御中', '令和8年11月24日(火)', '催告書（市税）1171203N4227801 ～ N422797641'],
    ...['合計17120341', '書損じの催告書2枚施錠袋1', '引渡し（新潟市納付お知らせセンター）', '受領（納税課）', '署名'],
  ]) {
    expect(pages[0]).toContain(folded(words));
  }
});

/** Letters F, A, D, T of the bars on a page, from their upper and lower ends in mm. */
function barsOf(drawing: string): string {
  const shapes = drawing.matchAll(/[\d.]+ ([\d.]+) m\n[\d.]+ [\d.]+ l\n[\d.]+ ([\d.]+) l/g);
  const name: Record<string, string> = { '0.00-3.06': 'F', '0.00-2.04': 'A', '1.02-3.06': 'D', '1.02-2.04': 'T' };
  return [...shapes]
    .map(([, top, bottom]) => name[`${Number(top).toFixed(2)}-${Number(bottom).toFixed(2)}`] ?? '')
    .join('');
}

function titleOf(item: PDFDict): string {
  return item.lookup(PDFName.of('Title'), PDFHexString).decodeText();
}
