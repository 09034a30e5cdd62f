import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import type { HomeWire } from './Home.tsx';

/** Name, bar, percent, target, verdict */
const columns = { ja: '76px minmax(0, 1fr) 56px 74px 78px', en: '118px minmax(0, 1fr) 56px 46px 88px' };

/** 接触率 of the month by group against the contract's 40/35/55 %. */
export function ContactRates({ rates }: { rates: HomeWire['contact_rates'] }) {
  const { t, language } = useWords();
  return (
    <Box>
      <SectionHead end={t('home.rateDefinition')}>{t('home.rates')}</SectionHead>
      {rates.map((rate) => {
        const percent = rate.calls > 0 ? (rate.connected / rate.calls) * 100 : null;
        const met = percent !== null && percent >= rate.target_percent;
        return (
          <Box
            key={rate.group_code}
            sx={{
              display: 'grid',
              gridTemplateColumns: columns[language],
              whiteSpace: 'nowrap',
              alignItems: 'center',
              gap: 2,
              py: 2,
              borderTop: '1px solid var(--line)',
            }}
          >
            <span>{rate.name}</span>
            <Box sx={{ position: 'relative', height: 8, bgcolor: 'var(--hold-soft)' }} aria-hidden>
              <Box
                sx={{
                  position: 'absolute',
                  inset: 0,
                  width: `${Math.min(100, percent ?? 0)}%`,
                  bgcolor: 'var(--accent)',
                }}
              />
              <Box
                sx={{
                  position: 'absolute',
                  top: -5,
                  bottom: -5,
                  left: `${rate.target_percent}%`,
                  width: '2px',
                  bgcolor: 'var(--ink)',
                }}
              />
            </Box>
            <b style={{ textAlign: 'right' }}>{percent === null ? '—' : `${percent.toFixed(1)}%`}</b>
            <span style={{ fontSize: 13 }}>{t('home.target', { percent: rate.target_percent })}</span>
            {rate.in_season ? (
              <StateChip tone={percent === null ? 'plain' : met ? 'ok' : 'warn'}>
                {t(percent === null ? 'home.noCalls' : met ? 'home.met' : 'home.notMet')}
              </StateChip>
            ) : (
              <StateChip tone="hold">{t('home.offSeason')}</StateChip>
            )}
          </Box>
        );
      })}
    </Box>
  );
}
