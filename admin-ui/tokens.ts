/**
 * Design tokens of the light theme. Colours are primitives of the Digital Agency's design system; every text and surface pair meets WCAG AA.
 * `theme.ts` builds the MUI theme of them and publishes each as a CSS variable: `var(--ink-2)`, `var(--accent-soft)` …
 */
export const tokens = {
  ink: '#1a1a1a',
  'ink-2': '#4d4d4d',
  'ink-3': '#5e5f66',

  paper: '#ffffff',
  pane: '#fafafc',
  bg: '#f4f5f8',
  label: '#eff0f4',
  line: '#d9dbe1',
  'line-2': '#8c8f99',

  accent: '#0017c1',
  'accent-2': '#00118f',
  'accent-soft': '#e8f1fe',
  'accent-line': '#9db7f9',
  'accent-mid': '#3460fb',
  'accent-tone': '#c5d7fb',

  ok: '#115a36',
  'ok-soft': '#e6f5ec',
  'ok-line': '#51b883',
  warn: '#6e5600',
  'warn-soft': '#fbf5e0',
  'warn-line': '#d2a400',
  bad: '#a90000',
  'bad-soft': '#fdeeee',
  'bad-line': '#ff7171',
  hold: '#4d4d4d',
  'hold-soft': '#e9eaef',
  'hold-line': '#b3b6bf',

  'focus-in': '#ffd43d',
  'focus-out': '#1a1a1a',

  font: '"BIZ UDPGothic", sans-serif',
  mono: '"BIZ UDGothic", "BIZ UDPGothic", monospace',
  't-meta': '13px',
  't-body': '14px',
  't-lead': '15px',
  't-head': '16px',
  't-title': '20px',
  't-figure': '28px',

  appbar: '48px',
  nav: '148px',
  row: '32px',
  control: '32px',
} as const;

/** Shadows exist on Popover and Dialog only. */
export const floatShadow = '0 2px 12px rgb(0 0 0 / 0.18)';

/** Black ring over yellow, visible on every surface. */
export const focusRing = {
  outline: `2px solid ${tokens['focus-out']}`,
  outlineOffset: 2,
  boxShadow: `0 0 0 2px ${tokens['focus-in']}`,
} as const;
