import { Button, type ButtonProps } from '@mui/material';
import { useRef } from 'react';
import { type HotkeyOptions, keyLabel, useHotkey } from './hotkeys.ts';
import { Kbd } from './Kbd.tsx';

export interface KeyButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** 'alt+n', 'alt+enter', 'f2' … */
  keys: string;
  onClick: () => void;
  note?: HotkeyOptions['note'];
  /** Where the key alone is off while the button is live, e.g. results while talking */
  keyEnabled?: boolean;
}

/** A button that shows its key and obeys it. One `variant="contained" color="primary" size="large"` per state of the screen. */
export function KeyButton({ keys, onClick, note, keyEnabled = true, children, disabled, ...rest }: KeyButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useHotkey(keys, () => button.current?.click(), { note, enabled: keyEnabled && !disabled && !rest.loading });
  return (
    <Button ref={button} disabled={disabled} onClick={onClick} aria-keyshortcuts={keyLabel(keys)} {...rest}>
      {children}
      <span style={{ marginLeft: 10 }}>
        <Kbd>{keyLabel(keys)}</Kbd>
      </span>
    </Button>
  );
}
