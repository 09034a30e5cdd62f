import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import type { Batch, Letter } from './queries.ts';
import { outReason } from './reason.ts';

/** Envelopes that the rules pulled after the sheets were made: somebody must take the paper out. */
export function PullNotice({ batch, letters }: { batch: Batch; letters: Letter[] }) {
  const words = useWords();
  const { t, code } = words;
  if (!['rendered', 'printed', 'checked'].includes(batch.state)) return null;
  // A person's own words are not a code: whoever wrote them has the envelope in the hand
  const pulled = letters.filter(
    ({ state, page_from, state_reason }) =>
      state === 'pulled' &&
      page_from !== null &&
      state_reason !== null &&
      code('reasons', state_reason) !== state_reason,
  );
  if (pulled.length === 0) return null;
  const reasons = [...new Set(pulled.map(({ state_reason }) => outReason(state_reason, words)))].join('、');
  return (
    <Box sx={{ mt: 3 }}>
      <Notice severity="warning">
        <b>{t('letters.pullNow', { numbers: pulled.map(({ envelope_no }) => envelope_no).join('、') })}</b>
        <br />
        {t('letters.pullNowHelp', { reason: reasons })}
      </Notice>
    </Box>
  );
}
