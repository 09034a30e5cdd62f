import { dateOf } from '../../../domain/time.ts';
import { chance, Dice } from './chance.ts';
import type { Resident } from './city.ts';
import { later } from './days.ts';

/** What a resident who answered says, in the words of a result. */
export interface Talk {
  outcome:
    'promise' | 'claims_paid' | 'talked_no_promise' | 'referred' | 'callback_requested' | 'complaint' | 'wrong_number';
  /** Of a promise: the day and the share of what is owed */
  promisedFor: string | null;
  share: number;
  /** What the operator would note */
  text: string;
}

const WRONG = 0.015;

/** Depends on the person and the day only: ringing again on the same day brings the same answer. */
export function talkWith(seed: number, { addresseeNo, temperament, kind }: Resident, at: Date): Talk {
  const today = dateOf(at);
  const dice = new Dice(seed, 'talk', addresseeNo, today);
  const { promises, complains } = temperament;
  const isCast = promises === 1 || complains === 1;
  const draw = dice.next();
  const outcome =
    draw < promises
      ? 'promise'
      : draw < promises + complains
        ? 'complaint'
        : !isCast && chance(seed, 'wrong', addresseeNo) < WRONG
          ? 'wrong_number'
          : dice.weighted({ claims_paid: 8, referred: 7, callback_requested: 8, talked_no_promise: 52 });
  const promisedFor = outcome === 'promise' ? later(today, dice.between(4, 14)) : null;
  const share = dice.isLucky(0.7) ? 1 : 0.5;
  return { outcome, promisedFor, share, text: dice.isLucky(0.6) ? dice.pick(notes[outcome](kind)) : '' };
}

const notes: Record<Talk['outcome'], (kind: Resident['kind']) => readonly string[]> = {
  promise: () => ['給料日のあとにコンビニで納める。', '手元の納付書で納めるとのこと。', '月末までに銀行で納める。'],
  claims_paid: () => ['先週コンビニで納めたとのこと。', '家族が納めたはずとのこと。領収書を確認してもらう。'],
  talked_no_promise: (kind) =>
    kind === 'company'
      ? ['経理担当が不在。書類を確認するとのこと。', '代表者に伝えるとのこと。']
      : ['仕事中のため詳しくは話せない。', '納付書が見当たらない。確認してから納める。', '収入が減って今月は難しい。'],
  referred: () => ['分けて納めたい。所管課に相談を取り次ぐ。', '減免について尋ねたい。所管課へ取次。'],
  callback_requested: () => ['昼休みのあとにもう一度。', '夕方に掛け直してほしい。', '家族の同席を希望。'],
  complaint: () => ['何度も電話が来ると言われた。謝罪し、所管課へ伝える。', '手紙の言い方について申出。'],
  wrong_number: () => ['本人の番号ではないとのこと。'],
};
