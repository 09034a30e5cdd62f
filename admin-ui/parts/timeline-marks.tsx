/** What a mark on a lane means; the legend uses the same drawings. */
export type MarkShape =
  | 'tick' // a line of the rules took effect
  | 'contact' // somebody answered
  | 'miss' // nobody answered
  | 'sent' // SMS, letter, payment
  | 'not' // a decision not to act
  | 'done' // a promise judged
  | 'planned'; // will happen

export function Mark({ shape, x, y }: { shape: MarkShape; x: number; y: number }) {
  switch (shape) {
    case 'tick':
      return <path d={`M${x} ${y - 8}v16`} stroke="var(--ink)" strokeWidth={1.5} />;
    case 'contact':
      return <circle cx={x} cy={y} r={6} fill="var(--accent)" />;
    case 'miss':
      return <circle cx={x} cy={y} r={5} fill="#fff" stroke="var(--ink)" strokeWidth={1.5} />;
    case 'sent':
      return <rect x={x - 5} y={y - 5} width={10} height={10} fill="var(--accent)" />;
    case 'not':
      return (
        <g stroke="var(--ink-2)" strokeWidth={1.5}>
          <circle cx={x} cy={y} r={6} fill="#fff" />
          <path d={`M${x - 3} ${y}h6`} />
        </g>
      );
    case 'done':
      return <path d={`M${x} ${y - 7}l7 7-7 7-7-7z`} fill="var(--ink)" />;
    case 'planned':
      return (
        <path
          d={`M${x} ${y - 7}l7 7-7 7-7-7z`}
          fill="#fff"
          stroke="var(--accent)"
          strokeWidth={1.5}
          strokeDasharray="2 2"
        />
      );
  }
}

export interface LegendEntry {
  shape: MarkShape | 'range';
  label: string;
}

/** The legend beside the head of the timeline. */
export function TimelineLegend({ entries }: { entries: LegendEntry[] }) {
  return (
    <div style={{ display: 'flex', gap: 18, fontSize: 13, color: 'var(--ink-2)', whiteSpace: 'nowrap' }}>
      {entries.map(({ shape, label }) => (
        <span key={label} style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
          <svg width={shape === 'range' ? 22 : 16} height={16} aria-hidden="true">
            {shape === 'range' ? (
              <rect y={2} width={22} height={12} fill="var(--accent-tone)" />
            ) : (
              <Mark shape={shape} x={8} y={8} />
            )}
          </svg>
          {label}
        </span>
      ))}
    </div>
  );
}
