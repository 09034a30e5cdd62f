import { Box } from '@mui/material';
import { useWords } from '../../i18n/useWords.ts';
import { untilOf, whatOf } from './moment-words.ts';
import type { Moment } from './simulations.ts';

/** What is decided or done, and its deadline in one piece. */
export function MomentPhrase({ moment }: { moment: Moment }) {
  const words = useWords();
  const until = untilOf(moment, words);
  return (
    <>
      {whatOf(moment, words)}{' '}
      {until ? (
        <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
          → {until}
        </Box>
      ) : null}
    </>
  );
}
