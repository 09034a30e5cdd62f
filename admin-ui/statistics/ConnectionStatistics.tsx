import { Box } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectionStatistics as Statistics } from '../../api/schemas/connection-statistics.ts';
import { addDays, addMonths, dateOf, type PlainDate } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { DateField } from '../parts/DateField.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Page } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { api } from '../providers/http.ts';
import { useStatus } from '../providers/status.ts';
import { FEW_CALLS, percentOf, sumOf } from './cells.ts';
import { HourTable } from './HourTable.tsx';

const ALL = 'all';
const kinds = [ALL, 'mobile', 'landline', 'ip', 'other', 'none'] as const;
type Kind = (typeof kinds)[number];
const spans = [1, 3, 12] as const;

/** 接続統計: contact rate by weekday × hour, for each group; a figure opens the list of its calls (F7, F9). */
export function ConnectionStatistics() {
  const now = useStatus()?.business_now;
  return now ? <Statistic today={dateOf(new Date(now))} /> : <Loading />;
}

function Statistic({ today }: { today: PlainDate }) {
  const { t, code } = useWords();
  const [period, setPeriod] = useState(() => lastMonths(today, 12));
  const [kind, setKind] = useState<Kind>(ALL);
  const { data, error } = useQuery({
    queryKey: ['connection-statistics', period],
    queryFn: ({ signal }) =>
      api.get<Statistics>(`/api/connection-statistics?from=${period.from}&to=${period.to}`, signal),
    placeholderData: keepPreviousData,
  });
  const cells = (data?.cells ?? []).filter((cell) => kind === ALL || cell.phone_kind === kind);
  return (
    <Page
      title={t('frame.nouns.statistics')}
      about={t('about.statistics')}
      end={
        <>
          <ToggleGroup
            label={t('statistics.period')}
            value={spans.map(String).find((span) => lastMonths(today, Number(span)).from === period.from) ?? ''}
            choices={spans.map((span) => ({
              value: String(span),
              label: t('statistics.months', { smart_count: span }),
            }))}
            onChange={(span) => setPeriod(lastMonths(today, Number(span)))}
          />
          <DateField
            label={t('lists.fromDate')}
            value={period.from}
            onChange={(from) => from && setPeriod((before) => ({ ...before, from }))}
          />
          <span>{t('lists.fromTo')}</span>
          <DateField
            label={t('lists.toDate')}
            value={period.to}
            onChange={(to) => to && setPeriod((before) => ({ ...before, to }))}
          />
        </>
      }
    >
      <Box sx={{ overflow: 'auto', px: 6, py: 4, display: 'grid', gap: 6, alignContent: 'start' }}>
        <ProblemAlert problem={error} />
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap' }}>
          <ToggleGroup
            label={t('statistics.kind')}
            value={kind}
            choices={kinds.map((value) => ({
              value,
              label: value === ALL || value === 'none' ? t(`statistics.kinds.${value}`) : code('phoneKinds', value),
            }))}
            onChange={setKind}
          />
          <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
            {t('statistics.legend', { few: FEW_CALLS })}
          </Box>
        </Box>
        {data?.groups.map((group) => {
          const own = cells.filter((cell) => cell.group_code === group.code);
          const total = sumOf(own);
          return (
            <Box key={group.code} component="section">
              <SectionHead
                end={t('statistics.total', {
                  calls: total.calls.toLocaleString('ja-JP'),
                  connected: total.connected.toLocaleString('ja-JP'),
                  percent: percentOf(total)?.toFixed(1) ?? '—',
                  target: group.target_percent,
                })}
              >
                {group.group_name}
              </SectionHead>
              {own.length === 0 ? (
                <EmptyState>{t('statistics.empty')}</EmptyState>
              ) : (
                <HourTable
                  label={t('statistics.table', { group: group.group_name })}
                  cells={own}
                  targetPercent={group.target_percent}
                  listOf={(at) => callsOf({ ...at, ...period, group: group.code, kind })}
                />
              )}
            </Box>
          );
        })}
      </Box>
    </Page>
  );
}

/** The last so many months up to and with that day. */
function lastMonths(today: PlainDate, months: number): { from: PlainDate; to: PlainDate } {
  return { from: addDays(addMonths(today, -months), 1), to: today };
}

interface CallsAt {
  weekday?: number;
  hour?: number;
  from: PlainDate;
  to: PlainDate;
  group: string;
  kind: Kind;
}

/** The list that the figure counts. */
function callsOf({ weekday, hour, from, to, group, kind }: CallsAt): string {
  const filter = {
    kind: 'call',
    from_date: from,
    to_date: to,
    group_code: group,
    once_a_call: true,
    ...(weekday === undefined ? {} : { weekday: String(weekday) }),
    ...(hour === undefined ? {} : { hour: String(hour) }),
    ...(kind === ALL ? {} : { phone_kind: kind }),
  };
  return `/contacts?filter=${encodeURIComponent(JSON.stringify(filter))}`;
}
