import type { ConnectionCell } from '../../api/schemas/connection-statistics.ts';

export interface Share {
  calls: number;
  connected: number;
}

/** Fewer calls than this say nothing about their hour: such a cell has its numbers and no colour. */
export const FEW_CALLS = 10;

export function sumOf(cells: readonly Share[]): Share {
  return {
    calls: cells.reduce((sum, { calls }) => sum + calls, 0),
    connected: cells.reduce((sum, { connected }) => sum + connected, 0),
  };
}

/** The hours in which anybody was called, without gaps. */
export function hoursOf(cells: readonly ConnectionCell[]): number[] {
  if (cells.length === 0) return [];
  const hours = cells.map(({ hour }) => hour);
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => first + index);
}

/** Percent with one decimal; null without calls. */
export function percentOf({ calls, connected }: Share): number | null {
  return calls === 0 ? null : Math.round((connected * 1_000) / calls) / 10;
}

/** How a share stands to the target: a tone of the theme. */
export function toneOf(share: Share, targetPercent: number): 'none' | 'low' | 'near' | 'met' {
  const percent = percentOf(share);
  if (percent === null || share.calls < FEW_CALLS) return 'none';
  if (percent >= targetPercent) return 'met';
  return percent >= targetPercent - 10 ? 'near' : 'low';
}
