import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { exchangeDocument } from '../../domain/exchange-document.ts';
import { exchangeFileName, exchangeLayouts, manifestOf } from '../../domain/exchange-layout.ts';

test('docs/exchange.md says what the parser reads', () => {
  const written = readFileSync(new URL('../../docs/exchange.md', import.meta.url), 'utf8');
  expect(written).toBe(exchangeDocument());
});

test('no layout has a heading or key twice', () => {
  for (const { columns, key } of Object.values(exchangeLayouts)) {
    expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length);
    expect(new Set(columns.map((column) => column.key)).size).toBe(columns.length);
    for (const each of key) expect(columns.map((column) => column.key)).toContain(each);
  }
});

test('a file name says sender, interface, sequence and as-of in Japan’s time', () => {
  const manifest = {
    sender: 'tax',
    interface: 'arrears',
    sequence: 12,
    asOf: new Date('2026-11-19T21:00:00Z'),
  } as const;
  expect(exchangeFileName(manifest)).toBe('tax_arrears_000012_20261120T0600.csv');
  expect(manifestOf('tax_arrears_000012_20261120T0600.csv')).toEqual(manifest);
});

test.each([
  'tax_arrears_000012_20261120.csv',
  'tax_bills_000012_20261120T0600.csv',
  'tax_arrears_000000_20261120T0600.csv',
])('the name %s is none', (name) => {
  expect(manifestOf(name)).toBeNull();
});
