import { Box, TextField } from '@mui/material';

interface NumberFieldProps {
  label: string;
  unit: string;
  value: string;
  wrong: boolean;
  change: (value: string) => void;
}

/** A whole number in any width, with its unit. */
export function NumberField({ label, unit, value, wrong, change }: NumberFieldProps) {
  return (
    <>
      <TextField
        value={value}
        error={wrong}
        onChange={({ target }) => change(target.value)}
        sx={{ width: 72, '& input': { textAlign: 'right' } }}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 6, 'aria-label': label, 'aria-invalid': wrong } }}
      />
      <Box component="span" sx={{ fontSize: 13 }}>
        {unit}
      </Box>
    </>
  );
}
