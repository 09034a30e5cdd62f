import { Box } from '@mui/material';
import { formatYen } from '../../domain/money.ts';
import { useWords } from '../i18n/useWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { listPath } from '../parts/list-path.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { dateOf, timeOf } from '../../domain/time.ts';
import { useBusinessNow } from '../providers/status.ts';
import type { HomeWire } from './Home.tsx';

const HEIGHT = 72;

/** 本日の進捗: three figures and the calls by hour, solid for done, dashed for planned, the figure on each bar. */
export function Today({ today }: { today: HomeWire['today'] }) {
  const { t } = useWords();
  const now = useBusinessNow(60_000);
  const top = Math.max(1, ...today.by_hour.map(({ calls, plan }) => Math.max(calls, plan)));
  const percent = today.calls > 0 ? `${((today.connected / today.calls) * 100).toFixed(1)}%` : '';
  const date = now ? dateOf(now) : null;
  const contacts = listPath('contacts', date ? { from_date: date, to_date: date, kind: 'call' } : {});
  const width = today.by_hour.length > 0 ? 100 / today.by_hour.length : 100;
  return (
    <Box>
      <SectionHead end={now ? t('common.asOfNow', { at: timeOf(now) }) : null}>{t('home.progress')}</SectionHead>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(3, 1fr)',
          '& > * + *': { borderLeft: '1px solid var(--line)', pl: 3 },
        }}
      >
        <Figure
          label={t('home.calls')}
          value={today.calls}
          unit={t('home.ofPlan', { plan: today.calls_plan })}
          to={contacts}
        />
        <Figure label={t('home.connected')} value={today.connected} unit={percent} to={contacts} />
        <Figure
          label={t('home.promised')}
          value={today.promises}
          unit={`${formatYen(today.promised)}${t('common.yen')}`}
          to="/promises"
        />
      </Box>
      {today.by_hour.length > 0 ? (
        <Box
          component="svg"
          role="img"
          aria-label={t('home.byHour', {
            list: today.by_hour.map(({ hour, calls, plan }) => `${hour}: ${calls}/${plan}`).join(', '),
          })}
          viewBox={`0 0 372 ${HEIGHT + 40}`}
          sx={{ width: '100%', mt: 3, fontSize: 13, fill: 'var(--ink)' }}
        >
          {today.by_hour.map(({ hour, calls, plan }, index) => {
            const x = (index * width * 372) / 100 + 6;
            const bar = (width * 372) / 100 - 12;
            const planned = (plan / top) * HEIGHT;
            const done = (calls / top) * HEIGHT;
            const high = Math.max(planned, done);
            return (
              <g key={hour}>
                <rect
                  x={x}
                  y={18 + HEIGHT - planned}
                  width={bar}
                  height={planned}
                  fill="none"
                  stroke="var(--line-2)"
                  strokeDasharray="2 2"
                />
                <rect x={x} y={18 + HEIGHT - done} width={bar} height={done} fill="var(--accent)" />
                <text x={x + bar / 2} y={14 + HEIGHT - high} textAnchor="middle">
                  {calls > 0 ? `${calls}/${plan}` : plan}
                </text>
                <text x={x + bar / 2} y={HEIGHT + 36} textAnchor="middle">
                  {t('home.hour', { hour })}
                </text>
              </g>
            );
          })}
        </Box>
      ) : null}
      <Box sx={{ display: 'flex', justifyContent: 'space-between', fontSize: 13, color: 'var(--ink-2)' }}>
        <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box component="span" sx={{ width: 12, height: 12, bgcolor: 'var(--accent)' }} aria-hidden />
          {t('home.done')}
          <Box component="span" sx={{ ml: 2, width: 12, height: 12, border: '1px dashed var(--line-2)' }} aria-hidden />
          {t('home.planned')}
        </Box>
        <span>{t('home.centreTotal', { smart_count: today.centre_calls })}</span>
      </Box>
    </Box>
  );
}
