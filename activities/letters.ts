import { faultPoint } from '../fault-point.ts';
import { ApplicationFailure } from '@temporalio/common';
import type { Clock } from '../domain/clock.ts';
import { ProblemError } from '../domain/problem.ts';
import { type Database, transaction } from '../prisma/database.ts';
import { announce } from '../records/event.ts';
import { appendLedger } from '../records/ledger.ts';
import { cutOff, leaveOut } from '../records/letter-batch.ts';
import { codePoints, type LetterFault } from '../reports/letter/check.ts';
import type { RenderedBatch, Renderer } from '../reports/render.ts';
import { type LetterToPrint, lettersOf } from './letter-data.ts';

export interface LetterDeps {
  db: Database;
  clock: Clock;
  renderer: Renderer;
}

export type LetterActivities = ReturnType<typeof createLetterActivities>;

export const createLetterActivities = (deps: LetterDeps) => ({
  /** 締切 of a batch; harmless when repeated. A batch that a restored database does not know ends its run. */
  async cutOffBatch(batchId: string): Promise<void> {
    const now = await deps.clock.now();
    try {
      await transaction(deps.db, (tx) => cutOff(tx, batchId, now));
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'not_found')
        throw ApplicationFailure.nonRetryable('not_found', 'not_found');
      throw error;
    }
    faultPoint('letters.cut_off');
  },

  /**
   * Leaves out what cannot be printed (a character the font lacks, an address too long) with the reason, and renders the rest once: a batch
   * that has its PDF keeps it.
   */
  async renderBatch(batchId: string): Promise<void> {
    const { rowCount } = await deps.db.query(
      `UPDATE letter_batch SET state = 'rendering' WHERE id = $1 AND state IN ('cut_off','rendering')`,
      [batchId],
    );
    if (!rowCount) return;
    faultPoint('letters.rendering');
    const letters = await printable(deps, batchId);
    const rendered = letters.length > 0 ? await deps.renderer.renderLetters(letters.map(({ data }) => data)) : null;
    faultPoint('letters.rendered');
    await store(deps, batchId, letters, rendered);
    faultPoint('letters.stored');
  },
});

async function printable({ db, clock, renderer }: LetterDeps, batchId: string): Promise<LetterToPrint[]> {
  const letters = await lettersOf(db, batchId);
  const sound: LetterToPrint[] = [];
  for (const letter of letters) {
    const fault = renderer.checkLetter(letter.data)[0];
    if (!fault) sound.push(letter);
    else {
      const now = await clock.now();
      const { id, accountId } = letter;
      await transaction(db, (tx) => leaveOut(tx, { id, account_id: accountId }, faultText(fault), now));
    }
  }
  return sound;
}

/** The reason on the batch's page; a missing character is named by its code point, which is nobody's personal data. */
function faultText(fault: LetterFault): string {
  return fault.kind === 'missing_characters' ? `missing_characters ${codePoints(fault.characters)}` : fault.kind;
}

async function store(
  { db, clock }: LetterDeps,
  batchId: string,
  letters: LetterToPrint[],
  rendered: RenderedBatch | null,
): Promise<void> {
  const at = await clock.now();
  await transaction(db, async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE letter_batch SET state = $2, pdf = $3, pdf_sha256 = $4, page_count = $5, rendered_at = $6 WHERE id = $1 AND state = 'rendering'`,
      [
        batchId,
        rendered ? 'rendered' : 'failed',
        rendered && Buffer.from(rendered.pdf),
        rendered?.sha256,
        rendered?.pageCount,
        at,
      ],
    );
    if (!rowCount) return;
    for (const [index, page] of (rendered?.letters ?? []).entries()) {
      const letter = letters[index]!;
      // One that was paid for while the pages were made is pulled already and keeps that state; its envelope is taken out by hand.
      await tx.query(
        `UPDATE letter SET state = CASE WHEN state = 'in_batch' THEN 'rendered' ELSE state END, state_at = $2, addressee = $3, page_from = $4,
                page_count = $5, sha256 = $6 WHERE id = $1`,
        [letter.id, at, JSON.stringify(letter.data.addressee), page.pageFrom, page.pageCount, page.sha256],
      );
    }
    await appendLedger(tx, {
      at,
      actor: { kind: 'system' },
      act: 'letter_rendered',
      subject: { kind: 'letter_batch', id: batchId },
      detail: { letters: rendered?.letters.length ?? 0, sha256: rendered?.sha256 ?? null },
    });
    await announce(tx, { noun: 'letter_batch', id: batchId });
  });
}
