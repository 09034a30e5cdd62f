import { dateOf, timeOf } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import type { Batch } from './queries.ts';
import { remaining, type StageName, stageState } from './stages.ts';

export interface StageText {
  figure: string;
  note: string;
}

/** What a cell of the board says: the figure, and who, when or what was left out. */
export function useStageText(): (batch: Batch, stage: StageName) => StageText {
  const { t } = useWords();
  const letters = (count: number) => t('common.letters', { smart_count: count });
  const part = (done: number, total: number) => t('letters.of', { done, total });

  return (batch, stage) => {
    const current = stageState(batch, stage) === 'current';
    const left = remaining(batch);
    const out = [
      batch.pulled > 0 ? t('letters.pulledN', { count: batch.pulled }) : '',
      batch.spoiled > 0 ? t('letters.spoiledN', { count: batch.spoiled }) : '',
    ].filter(Boolean);
    switch (stage) {
      case 'proposed':
        return current
          ? { figure: '', note: t('letters.collecting') }
          : { figure: String(batch.letters + batch.left_out), note: stamp(batch.created_at, batch.on_date) };
      case 'cutOff':
        return {
          figure: String(batch.letters),
          note:
            batch.left_out > 0
              ? t('letters.leftOut', { count: batch.left_out })
              : stamp(batch.cut_off_at, batch.on_date),
        };
      case 'rendered':
        if (batch.state === 'failed') return { figure: part(0, batch.letters), note: t('letters.failed') };
        if (current) return { figure: letters(batch.letters), note: t('letters.rendering') };
        return {
          figure: String(batch.letters - batch.refused),
          note:
            batch.refused > 0
              ? t('letters.refusedN', { count: batch.refused })
              : stamp(batch.rendered_at, batch.on_date),
        };
      case 'printed':
        return current
          ? { figure: letters(left), note: t('letters.sheetsToCount', { count: batch.page_count ?? 0 }) }
          : {
              figure: String(batch.rendered),
              note: [stampShort(batch.printed_at, batch.on_date), batch.printed_by_name?.split(' ')[0]]
                .filter(Boolean)
                .join('　'),
            };
      case 'first':
        return round(batch.checked_once, batch.first_checker, out);
      case 'second':
        return round(batch.checked_twice, batch.second_checker, []);
      case 'delivered':
        if (batch.received_at) {
          const at = stamp(batch.received_at, batch.on_date);
          return { figure: letters(batch.handed_over), note: t('letters.receivedAt', { at }) };
        }
        return batch.handed_over_at
          ? { figure: letters(batch.handed_over), note: t('letters.toReceive') }
          : { figure: letters(left), note: t('letters.toDeliver') };
    }

    function round(done: number, checker: string | null, out: string[]): StageText {
      const name = checker?.split(' ')[0];
      if (!current)
        return { figure: String(done), note: (out.length > 1 ? out : [name, ...out]).filter(Boolean).join('　') };
      return {
        figure: part(done, left),
        note: [name ? t('letters.checking', { name }) : t('letters.waitingCheck'), ...out].join('　'),
      };
    }
  };
}

/** The time on the batch's own day, else the day: beside a name there is no room for both. */
function stampShort(at: string | null, onDate: string): string {
  return stamp(at, onDate).split(' ')[0] ?? '';
}

/** The time alone on the batch's own day, else with its day. */
function stamp(at: string | null, onDate: string): string {
  if (!at) return '';
  const instant = new Date(at);
  const date = dateOf(instant);
  return date === onDate ? timeOf(instant) : `${date.slice(5)} ${timeOf(instant)}`;
}
