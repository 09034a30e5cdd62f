import { useEffect, useId, useRef, useState } from 'react';
import { timeOf } from '../../domain/time.ts';
import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { LaneItems, type TimelineItem } from './TimelineItems.tsx';
import { monthsOf, type Scale, textWidth, xOf } from './timeline-scale.ts';

export type { TimelineItem } from './TimelineItems.tsx';

export interface TimelineLanesProps {
  /** What the drawing shows, for screen readers; a table beside it must say the same */
  label: string;
  lanes: { key: string; label: string }[];
  items: TimelineItem[];
  /** ISO instant: past at its left, grey future at its right */
  now: string;
  /** First and last day shown */
  from: string;
  to: string;
  /** Channels that are stopped for some days: hatched */
  stops?: { lanes: string[]; from: string; to: string; label: string }[];
  /** Bars under the lanes (effect windows); `row` 0, 1, 2 … from the top */
  ranges?: {
    id: string;
    row: number;
    label?: string;
    text: string;
    from: string;
    to: string;
    tone?: 'light' | 'deep';
  }[];
  onSelect?: (id: string) => void;
}

const HEAD = 27;
const LANE = 30;
const RANGE = 18;
const LABELS = 92;
/** More months than these leave no room for 令和8年 10月. */
const NARROW = 8;

/** One account's life, past and future, on lanes: plain SVG at the width it finds. */
export function TimelineLanes({
  label,
  lanes,
  items,
  now,
  from,
  to,
  stops = [],
  ranges = [],
  onSelect,
}: TimelineLanesProps) {
  const { t, language } = useWords();
  const hatch = useId();
  const [box, width] = useWidth();
  const scale: Scale = { from, to, left: LABELS, right: width };
  const lanesEnd = HEAD + lanes.length * LANE;
  const rangeRows = ranges.reduce((rows, { row }) => Math.max(rows, row + 1), 0);
  const height = lanesEnd + (rangeRows === 0 ? 4 : rangeRows * RANGE + 12);
  const laneTop = (key: string) => HEAD + lanes.findIndex((lane) => lane.key === key) * LANE;
  const nowX = xOf(scale, now);
  const nowText = `${t('common.timelineNow')} ${timeOf(new Date(now))}`;
  const nowWidth = textWidth(nowText) + 14;
  const nowLeft = Math.min(Math.max(nowX - nowWidth / 2, LABELS), width - nowWidth);

  return (
    <div ref={box}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={label}
        fontSize={13}
        fill="var(--ink-2)"
        style={{ display: 'block' }}
      >
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="#f7f8fa" />
            <path d="M0 0v6" stroke="var(--hold-line)" strokeWidth="2" />
          </pattern>
        </defs>
        <rect x={nowX} y={HEAD} width={Math.max(0, width - nowX)} height={height - HEAD} fill="#f7f8fa" />
        {stops.map(({ lanes: stopped, from: start, to: end, label: text }) => {
          const [left, right] = [Math.max(xOf(scale, start), LABELS), xOf(scale, end)];
          const tops = stopped.map(laneTop);
          const [top, bottom] = [Math.min(...tops), Math.max(...tops) + LANE];
          const words = textWidth(text) + 18;
          const middle = (left + right) / 2;
          return (
            <g key={`${start}${text}`}>
              <rect x={left} y={top} width={Math.max(0, right - left)} height={bottom - top} fill={`url(#${hatch})`} />
              <rect
                x={middle - words / 2}
                y={(top + bottom) / 2 - 11}
                width={words}
                height={22}
                fill="#fff"
                stroke="var(--hold-line)"
              />
              <text x={middle} y={(top + bottom) / 2 + 4.5} textAnchor="middle" fill="var(--ink)">
                {text}
              </text>
            </g>
          );
        })}
        {monthsOf(scale).map((month) => (
          <g key={month}>
            <path d={`M${xOf(scale, month)} 4V${height}`} stroke="var(--line)" />
            <text x={xOf(scale, month) + 6} y={16}>
              {monthName(
                month,
                { first: month === monthsOf(scale)[0], narrow: monthsOf(scale).length > NARROW },
                language,
              )}
            </text>
          </g>
        ))}
        <path d={`M0 ${HEAD}H${width}`} stroke="var(--line)" />
        {lanes.map((lane, index) => (
          <g key={lane.key}>
            <path d={`M0 ${HEAD + (index + 1) * LANE}H${width}`} stroke="#e6e8ed" />
            <text x={0} y={HEAD + index * LANE + 19.5} fill="var(--ink)">
              {lane.label}
            </text>
          </g>
        ))}
        {ranges.map(({ id, row, label: name, text, from: start, to: end, tone = 'deep' }) => {
          const top = lanesEnd + 8 + row * RANGE;
          const left = xOf(scale, start);
          return (
            <g key={id}>
              {name ? (
                <text x={0} y={top + 12.5} fill="var(--ink)">
                  {name}
                </text>
              ) : null}
              <rect
                x={left}
                y={top}
                width={Math.max(2, xOf(scale, end) - left)}
                height={16}
                fill={tone === 'deep' ? 'var(--accent-tone)' : '#d9e6ff'}
              />
              <text x={Math.min(left + 6, width - textWidth(text))} y={top + 12.5} fill="var(--ink)">
                {text}
              </text>
            </g>
          );
        })}
        <path d={`M${nowX} 24V${height}`} stroke="var(--accent)" strokeWidth={2} />
        {lanes.map((lane) => (
          <LaneItems
            key={lane.key}
            items={items.filter((item) => item.lane === lane.key)}
            scale={scale}
            y={laneTop(lane.key) + LANE / 2}
            nowX={nowX}
            onSelect={onSelect}
          />
        ))}
        <rect x={nowLeft} y={3} width={nowWidth} height={21} rx={3} fill="var(--accent)" />
        <text x={nowLeft + nowWidth / 2} y={18} textAnchor="middle" fill="#fff" fontWeight={700}>
          {nowText}
        </text>
      </svg>
    </div>
  );
}

function monthName(
  month: string,
  { first, narrow }: { first: boolean; narrow: boolean },
  language: 'ja' | 'en',
): string {
  const number = Number(month.slice(5, 7));
  if (language === 'en') return narrow && !first && number !== 1 ? month.slice(5, 7) : month.slice(0, 7);
  if (!first && number !== 1) return `${number}月`;
  if (narrow) return legalDate(month, 'ja').replace(/\.\d+$/, '月');
  return legalDate(month, 'ja', 'kanji').replace(/年(\d+)月.*$/, '年 $1月');
}

function useWidth(): [box: React.RefObject<HTMLDivElement | null>, width: number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(1_170);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(
      ([entry]) => entry && setWidth(Math.max(480, Math.floor(entry.contentRect.width))),
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
