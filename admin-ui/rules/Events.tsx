import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import type { Version } from './rule-version.ts';

/** Who did what to a version and why, newest first; from the ledger. */
export function Events({ version }: { version: Version }) {
  const { t, code } = useWords();
  if (version.events.length === 0) return null;
  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead level={3}>{t('rules.events')}</SectionHead>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {version.events.toReversed().map(({ at, who, act, reason, content_hash }, index) => (
          <Box component="li" key={index} sx={{ py: 1, borderBottom: '1px solid var(--line)', fontSize: 13 }}>
            <Moment at={at} /> <b>{who}</b> {code('ledgerActs', act)}
            {content_hash ? (
              <Box component="span" sx={{ ml: 2, fontFamily: 'var(--mono)', color: 'var(--ink-2)' }}>
                {content_hash.slice(0, 8)}
              </Box>
            ) : null}
            {reason ? <Box sx={{ color: 'var(--ink-2)' }}>{reason}</Box> : null}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
