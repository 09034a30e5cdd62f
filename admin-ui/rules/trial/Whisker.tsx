import { Box } from '@mui/material';
import type { Estimate } from './trials.ts';

interface WhiskerProps {
  estimate: Estimate | null;
  /** Both ends of the scale */
  from: number;
  to: number;
  /** Told apart by shape, not by colour alone */
  shape: 'circle' | 'diamond' | 'square';
  /** A line where there is no difference */
  zero?: boolean;
}

const WIDTH = 240;
const HEIGHT = 20;
const EDGE = 8;
const MIDDLE = HEIGHT / 2;

/** A dot with its interval; the figures stand beside it, so it is left out for who reads it aloud. */
export function Whisker({ estimate, from, to, shape, zero = false }: WhiskerProps) {
  const x = (value: number) => EDGE + ((value - from) / (to - from || 1)) * (WIDTH - 2 * EDGE);
  return (
    <Box
      component="svg"
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      sx={{
        display: 'block',
        width: WIDTH,
        height: HEIGHT,
        color: shape === 'circle' ? 'var(--ink-2)' : 'var(--accent)',
      }}
    >
      <line x1={EDGE} x2={WIDTH - EDGE} y1={MIDDLE} y2={MIDDLE} stroke="var(--line)" />
      {zero && estimate ? (
        <line x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} stroke="var(--ink-2)" strokeDasharray="3 2" />
      ) : null}
      {estimate ? (
        <g stroke="currentColor" strokeWidth={2}>
          <line x1={x(estimate.low)} x2={x(estimate.high)} y1={MIDDLE} y2={MIDDLE} />
          {[estimate.low, estimate.high].map((end, index) => (
            <line key={index} x1={x(end)} x2={x(end)} y1={MIDDLE - 5} y2={MIDDLE + 5} />
          ))}
          <Mark shape={shape} x={x(estimate.value)} />
        </g>
      ) : null}
    </Box>
  );
}

function Mark({ shape, x }: { shape: WhiskerProps['shape']; x: number }) {
  if (shape === 'circle') return <circle cx={x} cy={MIDDLE} r={4} fill="var(--paper)" />;
  if (shape === 'square') return <rect x={x - 4} y={MIDDLE - 4} width={8} height={8} fill="currentColor" />;
  return <path d={`M${x} ${MIDDLE - 6}l6 6l-6 6l-6 -6z`} fill="currentColor" />;
}
