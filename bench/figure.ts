/** One line of `npm run bench -- --json`. */
export interface Line {
  id: string;
  /** What of ours is compared with what */
  what: string;
  ours: number;
  peer: number;
  /** ours ÷ peer */
  ratio: number;
  unit: string;
}

/** How much is measured; more is slower and steadier. */
export interface Size {
  /** Counted rounds; each measures ours and the peer */
  rounds: number;
  /** Accounts, or whatever a round works on */
  items: number;
}

export type Pair = Pick<Line, 'ours' | 'peer'>;

/** Something that is measured anew in every run, ours and the peer's on the same servers. */
export interface Figure {
  id: string;
  what: string;
  unit: string;
  /** For the table only */
  goal: string;
  usual: Size;
  measure(size: Size, closing: AsyncDisposableStack): Promise<Pair>;
}

export async function lineOf(figure: Figure, size: Partial<Size> = {}): Promise<Line> {
  const closing = new AsyncDisposableStack();
  try {
    const { id, what, unit, usual } = figure;
    const { ours, peer } = await figure.measure({ ...usual, ...size }, closing);
    return { id, what, ours: round(ours), peer: round(peer), ratio: round(ours / peer), unit };
  } finally {
    await closing.disposeAsync();
  }
}

/** Two decimals below 100, whole above. */
function round(value: number): number {
  return value < 100 ? Number(value.toFixed(2)) : Math.round(value);
}
