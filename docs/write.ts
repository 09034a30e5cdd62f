import { writeFileSync } from 'node:fs';
import { exchangeDocument } from '../domain/exchange-document.ts';

writeFileSync(new URL('exchange.md', import.meta.url), exchangeDocument());
