import { Link } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';

/** The first stop of the Tab key: past the bar and the drawer. */
export function SkipLink() {
  const { t } = useWords();
  return (
    <Link
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}
      sx={{
        position: 'absolute',
        top: 8,
        left: -999,
        zIndex: 1400,
        px: 3,
        py: 1,
        bgcolor: 'var(--paper)',
        '&:focus': { left: 8 },
      }}
    >
      {t('frame.skip')}
    </Link>
  );
}
