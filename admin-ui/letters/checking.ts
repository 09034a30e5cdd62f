import type { Letter } from './queries.ts';

export type Round = 1 | 2;

/** How one envelope stands for the person who looks at it in this round. */
export type Standing = 'gone' | 'matched' | 'open' | 'own' | 'waits_first';

export function standing(letter: Letter, round: Round, staffId: string): Standing {
  if (['refused', 'pulled', 'spoiled'].includes(letter.state)) return 'gone';
  if (letter.checks.some((check) => check.round === round)) return 'matched';
  if (round === 1 || letter.state !== 'printed') return 'open';
  const first = letter.checks.find((check) => check.round === 1);
  if (!first) return 'waits_first';
  return first.staff_id === staffId ? 'own' : 'open';
}

/** The round that has work for this person: the first while envelopes lack it, else the second. */
export function proposedRound(letters: Letter[], staffId: string): Round {
  return letters.some((letter) => standing(letter, 1, staffId) === 'open') ? 1 : 2;
}

/** The next open envelope after the one just done, in the batch's order; from the start when none follows. */
export function nextOpen(letters: Letter[], round: Round, staffId: string, after: number): Letter | undefined {
  const open = letters.filter((letter) => standing(letter, round, staffId) === 'open');
  return open.find(({ envelope_no }) => (envelope_no ?? 0) > after) ?? open[0];
}

export interface Counts {
  printed: number;
  enclosed: number;
  spoiled: number;
  pulled: number;
  left: number;
}

/** 通数の照合: every printed envelope is enclosed by both, spoiled, pulled, or still lies there. */
export function countsOf(letters: Letter[]): Counts {
  const printed = letters.filter(({ page_from }) => page_from !== null);
  const inState = (...states: string[]) => printed.filter(({ state }) => states.includes(state)).length;
  return {
    printed: printed.length,
    enclosed: inState('verified', 'handed_over'),
    spoiled: inState('spoiled'),
    pulled: inState('pulled'),
    left: inState('rendered', 'printed'),
  };
}
