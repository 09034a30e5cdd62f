import { Box } from '@mui/material';
import { useNavigate } from 'react-router';
import type { Reason } from '../../api/schemas/common.ts';
import { formatYen } from '../../domain/money.ts';
import { reasonText } from '../i18n/reason-text.ts';
import { useWords } from '../i18n/useWords.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import type { HomeWire } from './Home.tsx';

export interface NextCaseProps {
  home: Pick<HomeWire, 'queue' | 'held'>;
  /** Instead of going to the workspace */
  onTake?: () => void;
  pending?: boolean;
}

/** いまの最優先: the system proposes one case and says why; the one filled button of the page. */
export function NextCase({ home, onTake, pending = false }: NextCaseProps) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { held } = home;
  const next = home.queue[0];
  const reasons = next ? [...next.reasons, ...next.priority_parts].slice(0, 3) : [];
  return (
    <Box component="section" sx={{ bgcolor: 'var(--accent-soft)', borderRadius: '8px', px: 6, py: 4 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 4 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box sx={{ fontSize: 13, fontWeight: 700, color: 'var(--accent)' }}>
            {t(held ? 'home.heldNow' : 'home.topCase')}
          </Box>
          <Box component="h2" sx={{ fontSize: 20, lineHeight: 1.5 }}>
            {held ? held.name : next ? next.receivables.join(language === 'ja' ? '、' : ', ') : t('home.noCase')}
          </Box>
          {next && !held ? (
            <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
              {t('home.caseLine', {
                ward: next.ward,
                phone: t(next.has_mobile ? 'home.mobile' : 'home.noMobile'),
                amount: formatYen(next.balance),
                smart_count: next.lines,
                days: next.oldest_due_days,
              })}
            </Box>
          ) : null}
        </Box>
        <KeyButton
          keys="alt+n"
          note={t('workspace.next')}
          variant="contained"
          color="primary"
          size="large"
          disabled={!next && !held}
          loading={pending}
          onClick={onTake ?? (() => void navigate(held ? '/workspace' : '/workspace?next'))}
          sx={{ height: 52, px: 6, fontSize: 16 }}
        >
          {t(held ? 'home.goOn' : 'workspace.next')}
        </KeyButton>
      </Box>
      {reasons.length > 0 && !held ? <WhyThis reasons={reasons} /> : null}
    </Box>
  );
}

/** Each reason with its figures under it. */
function WhyThis({ reasons }: { reasons: Reason[] }) {
  const words = useWords();
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: `auto repeat(${reasons.length}, 1fr)`,
        gap: 5,
        mt: 4,
        pt: 3,
        borderTop: '1px solid var(--accent-line)',
      }}
    >
      <b style={{ color: 'var(--accent)' }}>{words.t('common.why')}</b>
      {reasons.map((reason, index) => {
        const [sentence = '', figures] = reasonText(reason, words).split(/ ?\(/, 2);
        return (
          <Box key={`${reason.code}${index}`}>
            <b>{sentence}</b>
            {figures ? <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>{figures.replace(')', '')}</Box> : null}
          </Box>
        );
      })}
    </Box>
  );
}
