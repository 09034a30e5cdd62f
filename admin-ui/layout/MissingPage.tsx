import { Box, Button } from '@mui/material';
import { Link } from 'react-router';
import { useWords, type WordKey } from '../i18n/useWords.ts';

export function NotFound() {
  return <Missing title="frame.notFound" help="frame.notFoundHelp" />;
}

export function AccessDenied() {
  return <Missing title="frame.denied" help="frame.deniedHelp" />;
}

function Missing({ title, help }: { title: WordKey; help: WordKey }) {
  const { t } = useWords();
  return (
    <Box sx={{ p: 6, maxWidth: 720 }}>
      <title>{`${t(title)}｜Oshirase`}</title>
      <h1>{t(title)}</h1>
      <Box component="p" sx={{ mt: 3, mb: 5 }}>
        {t(help)}
      </Box>
      <Button component={Link} to="/" variant="outlined" color="primary" size="large">
        {t('frame.toHome')}
      </Button>
    </Box>
  );
}
