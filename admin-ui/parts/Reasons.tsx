import { Box } from '@mui/material';
import type { Reason } from '../../api/schemas/common.ts';
import { reasonText } from '../i18n/reason-text.ts';
import { useWords } from '../i18n/useWords.ts';

export interface ReasonsProps {
  reasons: Reason[];
  /** One line each (default), or only the first of each kind for a table row */
  first?: boolean;
}

/** The fixed pattern なぜ, なぜ今 (accent), なぜしない (ink), each with its sentences. */
export function Reasons({ reasons, first = false }: ReasonsProps) {
  const words = useWords();
  if (reasons.length === 0) return null;
  const kinds = (['why', 'why_now', 'why_not'] as const).filter((kind) =>
    reasons.some((reason) => reason.kind === kind),
  );
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'auto minmax(0, 1fr)',
        columnGap: 2,
        fontSize: 13,
        lineHeight: 1.5,
        color: 'var(--ink-2)',
      }}
    >
      {(first ? kinds.slice(0, 1) : kinds).map((kind) => {
        const sentences = reasons.filter((reason) => reason.kind === kind).map((reason) => reasonText(reason, words));
        return (
          <Box key={kind} sx={{ display: 'contents' }}>
            <Box
              component="dt"
              sx={{
                fontWeight: 700,
                whiteSpace: 'nowrap',
                color: kind === 'why_not' ? 'var(--ink-2)' : 'var(--accent)',
              }}
            >
              {words.t(reasonHeads[kind])}
            </Box>
            <dd>{sentences.slice(0, first ? 1 : undefined).join(words.language === 'ja' ? '、' : '; ')}</dd>
          </Box>
        );
      })}
    </Box>
  );
}

/** Heads of the three kinds, also for a `<LabelForm>` of one decision. */
export const reasonHeads = { why: 'common.why', why_now: 'common.whyNow', why_not: 'common.whyNot' } as const;
