import { formatWareki } from '../../domain/wareki.ts';
import type { DeliveryNoteData } from './data.ts';

/** What the template prints, with the sums of its table. */
export function deliveryNoteView(note: DeliveryNoteData) {
  const sum = (key: 'letters' | 'sheets' | 'pulled' | 'spoiled') =>
    note.batches.reduce((total, batch) => total + batch[key], 0);
  return {
    ...note,
    date: formatWareki(note.date, { weekday: true }),
    sums: { letters: sum('letters'), sheets: sum('sheets'), pulled: sum('pulled'), spoiled: sum('spoiled') },
  };
}
