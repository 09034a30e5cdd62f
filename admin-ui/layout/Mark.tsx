import { Box } from '@mui/material';

/** The product's mark at the width of the drawer. */
export function Mark() {
  return (
    <Box
      sx={{
        width: 'var(--nav)',
        flex: 'none',
        pl: 4,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        fontSize: 17,
        fontWeight: 700,
        letterSpacing: '.02em',
      }}
    >
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path fill="var(--accent)" d="M3 4h18v11H9.5L5 19.5V15H3z" />
        <path fill="#fff" d="M7 7.6h10v1.6H7zm0 3.2h6.5v1.6H7z" />
      </svg>
      Oshirase
    </Box>
  );
}
