import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useFindingText } from './finding-text.ts';
import type { Version } from './rule-version.ts';

/** What the static checks found: errors stop the request, warnings go with it. */
export function Findings({ version }: { version: Version }) {
  const { t } = useWords();
  const text = useFindingText();
  if (!version.checked) return null;
  return (
    <Box sx={{ mb: 5 }}>
      <SectionHead level={3}>{t('rules.findings')}</SectionHead>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
        {version.findings.length === 0 ? (
          <Box component="li" sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
            <StateChip tone="ok">{t('rules.checkedWell')}</StateChip>
            <span>{t('rules.noFindings')}</span>
          </Box>
        ) : null}
        {version.findings.map((finding, index) => (
          <Box component="li" key={index} sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
            <StateChip tone={finding.severity === 'error' ? 'bad' : 'warn'}>
              {finding.step === null ? t('rules.whole') : t('rules.lineNo', { no: finding.step })}
            </StateChip>
            <span>{text(finding)}</span>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
