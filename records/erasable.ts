import { createHmac } from 'node:crypto';

/** What the ledger keeps of an erasable text: worthless once its row's salt is destroyed with it (design.md § Facts). */
export function textHmac(salt: Buffer, text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex');
}
