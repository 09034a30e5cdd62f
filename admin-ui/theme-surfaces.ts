import type { Components, Theme } from '@mui/material/styles';
import { floatShadow, focusRing, tokens } from './tokens.ts';

const variables = Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]));

/** Page, tables, chips, notices, floating surfaces; and the tokens as CSS variables. */
export const surfaces: Components<Omit<Theme, 'components'>> = {
  MuiCssBaseline: {
    styleOverrides: {
      ':root': variables,
      'html, body, #root': { height: '100%' },
      body: {
        fontSize: 14,
        lineHeight: 1.55,
        color: tokens.ink,
        backgroundColor: tokens.bg,
        fontVariantNumeric: 'tabular-nums',
        wordBreak: 'auto-phrase',
        lineBreak: 'strict',
      },
      'h1, h2, h3, p, ol, ul, dl, dd, figure': { margin: 0, padding: 0 },
      h1: { fontSize: 20, lineHeight: 1.4 },
      h2: { fontSize: 16, lineHeight: 1.4 },
      h3: { fontSize: 14, lineHeight: 1.4 },
      'ol, ul': { listStyle: 'none' },
      a: { color: tokens.accent, textUnderlineOffset: 3, textDecorationThickness: 1 },
      'button, input, textarea, select': { font: 'inherit' },
      ':where(a, button, [tabindex], summary):focus-visible': focusRing,
    },
  },
  MuiPaper: { defaultProps: { elevation: 0, square: true } },
  MuiPopover: {
    styleOverrides: { paper: { boxShadow: floatShadow, border: `1px solid ${tokens.line}`, borderRadius: 4 } },
  },
  MuiMenu: { styleOverrides: { paper: { boxShadow: floatShadow } } },
  MuiMenuItem: { styleOverrides: { root: { fontSize: 14, minHeight: 32 } } },
  MuiDialog: { styleOverrides: { paper: { boxShadow: floatShadow, borderRadius: 8 } } },
  MuiDialogTitle: { styleOverrides: { root: { fontSize: 16, fontWeight: 700, padding: '16px 24px 8px' } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 16px', gap: 8 } } },
  MuiTooltip: { styleOverrides: { tooltip: { fontSize: 13, backgroundColor: tokens.ink } } },
  MuiTableCell: {
    styleOverrides: {
      root: {
        padding: '4px 8px',
        height: 32,
        fontSize: 14,
        lineHeight: '20px',
        borderBottom: `1px solid ${tokens.line}`,
        fontVariantNumeric: 'tabular-nums',
      },
      head: {
        height: 28,
        fontSize: 13,
        fontWeight: 400,
        color: tokens['ink-2'],
        backgroundColor: tokens.label,
        borderTop: `1px solid ${tokens.line}`,
        whiteSpace: 'nowrap',
      },
      footer: { fontSize: 14, fontWeight: 700, color: tokens.ink, borderBottom: 0 },
    },
  },
  MuiTableRow: {
    styleOverrides: {
      root: { '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: tokens['accent-soft'] } },
    },
  },
  MuiTableSortLabel: { styleOverrides: { root: { '&.Mui-focusVisible': focusRing }, icon: { fontSize: 16 } } },
  MuiTablePagination: {
    styleOverrides: {
      root: { fontSize: 13, borderBottom: 0 },
      toolbar: { minHeight: 40, paddingLeft: 0 },
      selectLabel: { fontSize: 13, margin: 0 },
      displayedRows: { fontSize: 13, margin: 0 },
    },
  },
  MuiChip: { defaultProps: { size: 'small' }, styleOverrides: { root: { borderRadius: 3, fontSize: 13, height: 22 } } },
  MuiAlert: {
    defaultProps: { variant: 'outlined' },
    styleOverrides: {
      root: {
        padding: '4px 12px',
        borderRadius: 0,
        color: tokens.ink,
        lineHeight: '20px',
        variants: [
          {
            props: { severity: 'info' },
            style: { backgroundColor: tokens['accent-soft'], borderColor: tokens['accent-line'] },
          },
          {
            props: { severity: 'success' },
            style: { backgroundColor: tokens['ok-soft'], borderColor: tokens['ok-line'] },
          },
          { props: { severity: 'warning' }, style: { backgroundColor: tokens['warn-soft'], borderColor: '#e3d28f' } },
          { props: { severity: 'error' }, style: { backgroundColor: tokens['bad-soft'], borderColor: '#f3b9b9' } },
        ],
      },
      icon: { fontSize: 18, padding: '5px 0', marginRight: 8 },
      message: { padding: '4px 0', fontSize: 14 },
    },
  },
  MuiLinearProgress: { styleOverrides: { root: { height: 6, backgroundColor: '#e2e4ea' } } },
};
