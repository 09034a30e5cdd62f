import { Box } from '@mui/material';

/** A long text on one line of the list, opened in place. */
export function BodyText({ children }: { children: string }) {
  return (
    <Box
      component="details"
      sx={{
        width: 136,
        wordBreak: 'normal',
        fontSize: 13,
        '& summary': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', cursor: 'pointer' },
        '&[open] summary': { whiteSpace: 'normal' },
      }}
    >
      <summary>{children}</summary>
    </Box>
  );
}
