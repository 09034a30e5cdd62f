import { history, holds } from './exchange/cases.ts';
import type { ExchangeInterface, Layout } from './exchange/layout.ts';
import { arrears, payments } from './exchange/money.ts';
import { debtors, phones } from './exchange/people.ts';

export * from './exchange/layout.ts';
export * from './exchange/manifest.ts';
export * from './exchange/rows.ts';

/**
 * The documented layouts of the files that the city's core systems send (E1); docs/exchange.md says the same in words. One table of
 * columns serves the parser, the writer of the simulated city and the document.
 */
export const exchangeLayouts: Readonly<Record<ExchangeInterface, Layout>> = {
  debtors,
  arrears,
  phones,
  payments,
  holds,
  history,
};
