import { Box } from '@mui/material';
import { sentenceMarks } from '../../domain/rule-diff.ts';
import { useWords } from '../i18n/useWords.ts';

/** A sentence with what it was struck through and what it became underlined. */
export function Sentence({ text, was }: { text: string; was: string }) {
  const { language } = useWords();
  return (
    <>
      {sentenceMarks(was, text, language).map(({ kind, text: part }, index) =>
        kind === 'removed' ? (
          <Box key={index} component="del" sx={struck}>
            {part}
          </Box>
        ) : kind === 'added' ? (
          <Box key={index} component="ins" sx={entered}>
            {part}
          </Box>
        ) : (
          part
        ),
      )}
    </>
  );
}

export const struck = { color: 'var(--ink-2)', bgcolor: 'var(--label)', px: '2px', mx: '1px' } as const;
export const entered = {
  color: 'var(--accent)',
  bgcolor: 'var(--accent-soft)',
  fontWeight: 700,
  textDecoration: 'underline',
  px: '2px',
  mx: '1px',
} as const;
