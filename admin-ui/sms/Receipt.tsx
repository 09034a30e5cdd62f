import { dateOf } from '../../domain/time.ts';
import { Moment } from '../parts/Moment.tsx';
import { Receipts } from './Receipts.tsx';
import type { Text } from './SmsList.tsx';

/** When the provider's last word came, and from whose network; the day only where it is another one. */
export function Receipt({ text }: { text: Text }) {
  const sameDay = dateOf(new Date(text.state_at)) === dateOf(new Date(text.created_at));
  return (
    <>
      <Moment at={text.state_at} timeOnly={sameDay} /> {text.carrier ?? ''}{' '}
      <Receipts receipts={text.receipts} name={text.name} />
    </>
  );
}
