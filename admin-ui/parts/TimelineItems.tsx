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
  onSelect?: (id: string) => void;
}

const GAP = 11;

/** The marks of one lane, in order; a label that would run into the next mark or off the edge is left to the tooltip. */
export function LaneItems({ items, scale, y, onSelect }: LaneItemsProps) {
  const placed = items.map((item) => ({ item, x: xOf(scale, item.at) })).sort((a, b) => a.x - b.x);
  return placed.map(({ item, x }, index) => {
    const { id, shape, label, since, bold } = item;
    const width = label ? textWidth(label) : 0;
    const room = (placed[index + 1]?.x ?? scale.right + GAP) - x - 2 * GAP;
    const before = x - (placed[index - 1]?.x ?? scale.left) - 2 * GAP;
    const side = width <= room ? 'right' : index === placed.length - 1 && width <= before ? 'left' : null;
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
            x={side === 'right' ? x + (shape === 'tick' ? 4 : GAP) : x - GAP}
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
