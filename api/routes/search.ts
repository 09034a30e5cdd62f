import { z } from 'zod';
import { kanaKey } from '../../domain/kana.ts';
import { problem } from '../../domain/problem.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { type Found, saveSearch, searchDebtors } from '../queries/search.ts';
import { visibleReceivables } from '../queries/staff.ts';
import { Id, problemReplies } from '../schemas/common.ts';

const Result = z.object({
  /** Opaque: lists take it as `filter.search`, so that no URL carries what was typed */
  id: Id,
  count: z.int(),
  debtors: z.array(
    z.object({
      debtor_id: Id,
      name: z.string(),
      addressee_no: z.string(),
      ward: z.string(),
      account_ids: z.array(Id),
      balance: z.int(),
    }),
  ),
});

/** Search by 宛名番号, phone number or kana; the words travel in the body and are not logged. */
export async function searchRoutes(app: App): Promise<void> {
  const { db } = app.deps;

  app.post(
    '/api/search',
    {
      schema: {
        tags: ['search'],
        body: z.object({ text: z.string().max(100) }),
        response: { 200: Result, ...problemReplies },
      },
      config: { can: ['read', 'account'] },
    },
    async (request) => {
      const staff = staffOf(request);
      const words = wordsOf(request.body.text);
      const debtors: Found[] = await searchDebtors(db, words, await visibleReceivables(db, staff));
      const id = await saveSearch(
        db,
        staff.id,
        debtors.map((debtor) => debtor.debtor_id),
      );
      await logOperation(db, request, { function: 'search', targetKind: 'debtor', count: debtors.length });
      return { id, count: debtors.length, debtors: debtors.slice(0, 20) };
    },
  );
}

export interface SearchWords {
  digits: string | null;
  kana: string | null;
  text: string;
}

function wordsOf(text: string): SearchWords {
  const plain = text.normalize('NFKC').trim();
  const digits = plain.replace(/[-()\s]/g, '');
  if (digits.length >= 3 && /^[0-9]+$/.test(digits)) return { digits, kana: null, text: plain };
  if (plain.length < 2) throw problem('bad_search');
  return {
    digits: null,
    kana: /^[\p{sc=Katakana}\p{sc=Hiragana}ー\s・]+$/u.test(plain) ? kanaKey(plain) : null,
    text: plain,
  };
}
