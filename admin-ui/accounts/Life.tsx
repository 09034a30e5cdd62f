import { Box } from '@mui/material';
import { useMemo, useState } from 'react';
import { formatYen } from '../../domain/money.ts';
import { addDays, dateOf, daysBetween, type PlainDate } from '../../domain/time.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { TimelineLegend } from '../parts/timeline-marks.tsx';
import { TimelineLanes } from '../parts/TimelineLanes.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { useStatus } from '../providers/status.ts';
import type { AccountWire } from './account.ts';
import { laneKeys, lifeItems, lifeStops, type Term, windowRows } from './life.ts';

const spans = ['months', 'year'] as const;
/** Days before and after the business day. */
const days = { months: { before: 75, after: 60 }, year: { before: 365, after: 120 } };

/** 経緯と予定: what happened and what will, with stopped channels and effect windows. */
export function Life({ account, onSelect }: { account: AccountWire; onSelect: (id: string) => void }) {
  const words = useWords();
  const { t, code, language } = words;
  const now = useStatus()?.business_now;
  const [span, setSpan] = useState<(typeof spans)[number]>('months');
  const today: PlainDate | null = now ? dateOf(new Date(now)) : null;
  const term = useMemo<Term | null>(
    () => (today === null ? null : { from: addDays(today, -days[span].before), to: addDays(today, days[span].after) }),
    [today, span],
  );
  const items = useMemo(() => (today ? lifeItems(account, words, today) : []), [account, words, today]);
  return (
    <Box component="section" sx={{ px: 6, pt: 2, pb: 3, borderBottom: '1px solid var(--line)', minHeight: 240 }}>
      <SectionHead
        beside={
          <>
            <ToggleGroup
              label={t('account.span')}
              value={span}
              choices={spans.map((value) => ({ value, label: t(`account.spans.${value}`) }))}
              onChange={setSpan}
            />
            <Box
              component="span"
              sx={{
                fontSize: 13,
                color: 'var(--ink-2)',
                whiteSpace: 'nowrap',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
              }}
            >
              {account.windows.length > 0
                ? t('account.totalEffect', { amount: formatYen(account.effect.total) })
                : null}
            </Box>
          </>
        }
        end={
          <TimelineLegend
            entries={[
              { shape: 'tick', label: t('account.legend.step') },
              { shape: 'contact', label: t('account.legend.contact') },
              { shape: 'miss', label: t('account.legend.miss') },
              { shape: 'not', label: t('account.legend.not') },
              { shape: 'planned', label: t('account.legend.planned') },
              { shape: 'range', label: t('account.legend.range') },
            ]}
          />
        }
      >
        {t('account.life')}
      </SectionHead>
      {now && term ? (
        <TimelineLanes
          label={t('account.lifeLabel', term.from < term.to ? { from: term.from, to: term.to } : {})}
          lanes={laneKeys.map((key) => ({ key, label: t(`account.lanes.${key}`) }))}
          items={items.filter(({ at, since }) => inside(at, term) || (since !== undefined && inside(since, term)))}
          now={now}
          from={term.from}
          to={term.to}
          stops={lifeStops(account, t('account.stopped'), term)}
          ranges={windowRows(account.windows, term).map(({ window, row, first }) => ({
            id: window.id,
            row,
            from: window.from_date,
            to: addDays(window.to_date, 1),
            tone: window.channel === 'letter' ? 'light' : 'deep',
            label: first
              ? t('account.windowRow', {
                  channel: code('effectChannels', window.channel),
                  days: daysBetween(window.from_date, window.to_date),
                })
              : undefined,
            text: t(window.state === 'open' ? 'account.windowTextNow' : 'account.windowText', {
              from: day(window.from_date, language),
              to: day(window.to_date, language, { year: window.to_date.slice(0, 4) !== now.slice(0, 4) }),
              amount: formatYen(window.effect),
            }),
          }))}
          onSelect={onSelect}
        />
      ) : null}
    </Box>
  );
}

function inside(at: string, { from, to }: Term): boolean {
  const date = at.length === 10 ? at : dateOf(new Date(at));
  return date >= from && date <= to;
}
