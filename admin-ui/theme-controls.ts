import type { Components, Theme } from '@mui/material/styles';
import { focusRing, tokens } from './tokens.ts';

/** Buttons, inputs, toggles and tabs: 28 small, 32 normal, 40 primary. */
export const controls: Components<Omit<Theme, 'components'>> = {
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: { '&.Mui-focusVisible': focusRing } },
  },
  MuiButton: {
    defaultProps: { variant: 'outlined', color: 'inherit', disableElevation: true },
    styleOverrides: {
      root: {
        minWidth: 0,
        flexShrink: 0,
        height: 32,
        '&.Mui-focusVisible': focusRing,
        padding: '0 12px',
        whiteSpace: 'nowrap',
        '& .MuiButton-startIcon': { marginLeft: 0, marginRight: 6 },
        '& .MuiButton-endIcon': { marginLeft: 6, marginRight: 0 },
        '& .MuiSvgIcon-root': { fontSize: 18 },
        '&.Mui-disabled': { color: tokens['ink-3'], borderColor: tokens.line, backgroundColor: tokens.bg },
        variants: [
          { props: { size: 'small' }, style: { height: 28, padding: '0 10px', fontSize: 13 } },
          { props: { size: 'large' }, style: { height: 40, padding: '0 16px' } },
          {
            props: { variant: 'outlined', color: 'inherit' },
            style: { borderColor: tokens['line-2'], backgroundColor: tokens.paper, color: tokens.ink },
          },
          { props: { variant: 'outlined', color: 'primary' }, style: { borderColor: tokens.accent, fontWeight: 700 } },
          { props: { variant: 'contained' }, style: { fontWeight: 700 } },
          {
            props: { variant: 'text' },
            style: { color: tokens.accent, padding: '0 8px', textDecoration: 'underline', textUnderlineOffset: 3 },
          },
        ],
      },
    },
  },
  MuiIconButton: { styleOverrides: { root: { borderRadius: 4, padding: 4 } } },
  MuiSvgIcon: { styleOverrides: { root: { fontSize: 18 } } },
  MuiTextField: { defaultProps: { size: 'small', variant: 'outlined' } },
  MuiSelect: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      select: { '&&': { boxSizing: 'border-box', height: 32, minHeight: 0, display: 'flex', alignItems: 'center' } },
    },
  },
  MuiFormControl: { defaultProps: { size: 'small', margin: 'none' } },
  MuiOutlinedInput: {
    defaultProps: { notched: false },
    styleOverrides: {
      root: {
        backgroundColor: tokens.paper,
        fontSize: 14,
        '& .MuiOutlinedInput-notchedOutline': { borderColor: tokens['line-2'], '& legend': { width: 0 } },
        '&.Mui-focused': { borderRadius: 4, ...focusRing },
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 1, borderColor: tokens.ink },
      },
      input: { padding: '0 8px', height: 32, lineHeight: '20px' },
      multiline: { padding: '6px 8px', '& textarea': { padding: 0, height: 'auto' } },
    },
  },
  MuiInputLabel: {
    defaultProps: { shrink: true },
    styleOverrides: {
      root: { position: 'static', transform: 'none', fontSize: 13, lineHeight: '20px', color: tokens['ink-2'] },
      asterisk: { color: tokens.bad },
    },
  },
  MuiFormHelperText: { styleOverrides: { root: { margin: '2px 0 0', fontSize: 13, lineHeight: 1.4 } } },
  MuiCheckbox: { styleOverrides: { root: { padding: 3 } } },
  MuiRadio: { styleOverrides: { root: { padding: 3 } } },
  MuiToggleButton: {
    styleOverrides: {
      root: {
        height: 28,
        padding: '0 10px',
        fontSize: 13,
        color: tokens.ink,
        backgroundColor: tokens.paper,
        borderColor: tokens['line-2'],
        whiteSpace: 'nowrap',
        '&.Mui-selected, &.Mui-selected:hover': {
          color: tokens.accent,
          backgroundColor: tokens['accent-soft'],
          fontWeight: 700,
          boxShadow: `inset 0 -2px ${tokens.accent}`,
        },
        '&.Mui-focusVisible': { zIndex: 1 },
      },
    },
  },
  MuiToggleButtonGroup: {
    styleOverrides: {
      middleButton: { borderLeftColor: tokens['line-2'] },
      lastButton: { borderLeftColor: tokens['line-2'] },
    },
  },
  MuiTabs: {
    styleOverrides: {
      root: { minHeight: 36, borderBottom: `1px solid ${tokens.line}` },
      list: { gap: 24 },
      indicator: { height: 3 },
    },
  },
  MuiTab: {
    styleOverrides: {
      root: {
        minWidth: 0,
        minHeight: 36,
        padding: 0,
        color: tokens['ink-2'],
        '&.Mui-selected': { fontWeight: 700 },
        '&.Mui-focusVisible': { ...focusRing, outlineOffset: -2 },
      },
    },
  },
  MuiLink: { defaultProps: { underline: 'always' }, styleOverrides: { root: { textUnderlineOffset: 3 } } },
};
