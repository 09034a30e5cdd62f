import CheckOutlined from '@mui/icons-material/CheckOutlined';
import { Box } from '@mui/material';
import { legalDate, moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import type { Version } from './rule-version.ts';

/** 下書き → 検証 → 試算 → 承認依頼 → 承認 → 発効日 → 有効: where a version stands, who brought it there and when. */
export function Stages({ version }: { version: Version }) {
  const { t, language } = useWords();
  const shown = version.stages.filter(({ stage, state }) => stage !== 'retired' || state === 'done');
  return (
    <Box
      component="ol"
      aria-label={t('rules.life')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 6,
        py: 2,
        m: 0,
        listStyle: 'none',
        borderBottom: '1px solid var(--line)',
        overflowX: 'auto',
      }}
    >
      {shown.map(({ stage, state, at, by }, index) => (
        <Box
          component="li"
          key={stage}
          aria-current={state === 'due' ? 'step' : undefined}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            whiteSpace: 'nowrap',
            lineHeight: 1.3,
            '&:not(:last-child)::after': {
              content: '""',
              width: { xs: 8, xl: 40 },
              ml: 1,
              borderTop: '1px solid var(--line-2)',
            },
          }}
        >
          <Box sx={{ ...disc, ...(state === 'done' ? doneDisc : state === 'due' ? dueDisc : {}) }} aria-hidden>
            {state === 'done' ? <CheckOutlined sx={{ fontSize: 16 }} /> : index + 1}
          </Box>
          <Box>
            <Box component="b" sx={{ fontSize: 14, color: state === 'due' ? 'var(--accent)' : undefined }}>
              {t(`rules.stages.${stage}`)}
            </Box>
            <Box sx={{ fontSize: 12, color: 'var(--ink-2)' }}>
              {stage === 'effective' && version.effective_from
                ? legalDate(version.effective_from, language, 'kanji')
                : state === 'void'
                  ? t('rules.stageVoid')
                  : at
                    ? `${by?.split(/\s/u)[0] ?? ''} ${moment(new Date(at), language)}`.trim()
                    : '—'}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const disc = {
  width: 24,
  height: 24,
  flex: 'none',
  display: 'grid',
  placeItems: 'center',
  borderRadius: '50%',
  border: '1px solid var(--line-2)',
  fontSize: 13,
  color: 'var(--ink-2)',
} as const;
const doneDisc = { bgcolor: 'var(--ink-2)', borderColor: 'var(--ink-2)', color: 'var(--paper)' } as const;
const dueDisc = {
  bgcolor: 'var(--accent)',
  borderColor: 'var(--accent)',
  color: 'var(--paper)',
  fontWeight: 700,
} as const;
