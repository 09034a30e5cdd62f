import { Mark, type MarkShape } from './timeline-marks.tsx';
import { type Scale, textWidth, xOf } from './timeline-scale.ts';

export interface TimelineItem {
  id: string;
  lane: string;
  /** ISO instant or day */
  at: string;
  /** Draws a line from here to the mark (a promise made → its day) */
  since?: string;
  shape: MarkShape;
  /** Beside the mark when there is room, always in its tooltip */
  label?: string;
  bold?: boolean;
}

interface LaneItemsProps {
  items: TimelineItem[];
  scale: Scale;
  y: number;
  nowX: number;
  onSelect?: (id: string) => void;
}

const GAP = 11;

/**
 * The marks of one lane, in order. A label stands at the right of its mark, or at the left where the room is; one that would run into another
 * mark, the line of now or the edge is left to the tooltip.
 */
export function LaneItems({ items, scale, y, nowX, onSelect }: LaneItemsProps) {
  const placed = items.map((item) => ({ item, x: xOf(scale, item.at) })).sort((a, b) => a.x - b.x);
  let taken = scale.left;
  return placed.map(({ item, x }, index) => {
    const { id, shape, label, since, bold } = item;
    const offset = shape === 'tick' ? 4 : GAP;
    const width = label ? textWidth(label) : 0;
    const next = placed[index + 1];
    const limit = Math.min(next ? next.x - GAP : scale.right, x < nowX - offset ? nowX - 2 : Infinity);
    const leftOffset = Math.max(offset, next ? GAP - (next.x - x) : 0); // the next mark may stand on the same day
    const side = x + offset + width <= limit ? 'right' : x - leftOffset - width >= taken ? 'left' : null;
    taken = side === 'right' ? x + offset + width + 6 : x + offset;
    const line = since ? xOf(scale, since) : null;
    return (
      <g key={id} onClick={onSelect && (() => onSelect(id))} style={onSelect && { cursor: 'pointer' }}>
        {label ? <title>{label}</title> : null}
        {line !== null ? (
          <path
            d={`M${line} ${y}H${x}`}
            stroke={shape === 'planned' ? 'var(--accent)' : 'var(--ink)'}
            strokeWidth={2}
            strokeDasharray={shape === 'planned' ? '4 3' : undefined}
          />
        ) : null}
        <Mark shape={shape} x={x} y={y} />
        {label && side ? (
          <text
            x={side === 'right' ? x + offset : x - leftOffset}
            y={y + 4.5}
            textAnchor={side === 'right' ? 'start' : 'end'}
            fill="var(--ink)"
            fontWeight={bold ? 700 : undefined}
          >
            {label}
          </text>
        ) : null}
      </g>
    );
  });
}
