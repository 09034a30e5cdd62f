import { z } from 'zod';
import { byWeight, chance } from './chance.ts';
import type { Workstation } from './workstation.ts';

const Rows = z.array(z.object({ id: z.string(), state: z.string(), sent_at: z.coerce.date() }));
const answers = [
  '折返し連絡し、分割納付の相談日を決めました。',
  '本人に連絡しました。今後の連絡は書面を希望されています。',
  '納付書を再送しました。',
];
/** What a department does with a case it was handed, once a week has passed */
const ends = { return: 4, done: 2, wait: 4 };
const WEEK_MS = 7 * 86_400_000;

/** A department's desk: what came on earlier days is received, messages are answered, cases of a week ago are ended or given back. */
export async function workDesk(clerk: Workstation, today: Date): Promise<void> {
  for (const { id, state } of await earlier(clerk, 'messages', today)) {
    if (state === 'sent') await clerk.post(`/api/messages/${id}/receive`);
    const text = answers[Math.floor(chance('answer', id) * answers.length)];
    await clerk.post(`/api/messages/${id}/answer`, { text });
  }
  for (const { id, state, sent_at } of await earlier(clerk, 'hand-overs', today)) {
    if (state === 'sent') await clerk.post(`/api/hand-overs/${id}/receive`);
    const end = sent_at.getTime() + WEEK_MS < today.getTime() ? byWeight(ends, chance('hand-over', id)) : 'wait';
    if (end !== 'wait') await clerk.post(`/api/hand-overs/${id}/${end}`, { text: '窓口での相談を終えました。' });
  }
}

async function earlier(clerk: Workstation, path: string, today: Date): Promise<z.infer<typeof Rows>> {
  const query = new URLSearchParams({
    filter: JSON.stringify({ states: ['sent', 'received'] }),
    range: JSON.stringify([0, 99]),
  });
  const rows = Rows.safeParse((await clerk.get(`/api/${path}?${query.toString()}`)).body);
  return rows.success ? rows.data.filter(({ sent_at }) => sent_at < today) : [];
}
