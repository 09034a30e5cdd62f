import { readFileSync } from 'node:fs';

/** The sample data kept beside a printed document, still to be parsed. */
export function readSample(document: 'letter' | 'delivery-note'): unknown {
  return JSON.parse(readFileSync(new URL(`../../reports/${document}/sample.json`, import.meta.url), 'utf8'));
}
