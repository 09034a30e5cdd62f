import { Box, Button } from '@mui/material';
import { day as dayWords } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/useWords.ts';
import { StateChip } from '../../parts/StateChip.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import { MomentPhrase } from './MomentPhrase.tsx';
import { untilOf, whatOf } from './moment-words.ts';
import type { DayLived, Moment, SimulationFacts } from './simulations.ts';

interface TriedDaysProps {
  days: string[];
  result: NonNullable<SimulationFacts['account']>;
  versions: { before: number | null; after: number };
  chosen: string | undefined;
  choose: (day: string) => void;
}

interface Row {
  day: string;
  before: Moment[];
  after: Moment[];
}

/** The account's life under both versions side by side, one row for each day on which either does something. */
export function TriedDays({ days, result, versions, chosen, choose }: TriedDaysProps) {
  const words = useWords();
  const { t, language } = words;
  const rows = days.map((day): Row => ({
    day,
    before: tellingOf(result.before, day),
    after: tellingOf(result.after, day),
  }));
  const said = (moments: Moment[]) => moments.map((each) => [whatOf(each, words), untilOf(each, words)]).join();
  const columns: Column<Row>[] = [
    {
      key: 'day',
      head: t('simulation.day'),
      width: 112,
      cell: ({ day }) => (
        <Button size="small" variant="text" aria-pressed={day === chosen} onClick={() => choose(day)}>
          {dayWords(day, language)}
        </Button>
      ),
    },
    {
      key: 'before',
      head: `${t('simulation.now')} ${t('common.ruleVersion', { version: versions.before ?? '—' })}`,
      cell: ({ before }) => <Phrases moments={before} />,
    },
    {
      key: 'after',
      head: `${t('simulation.then')} ${t('common.ruleVersion', { version: versions.after })}`,
      cell: ({ after }) => <Phrases moments={after} />,
    },
    {
      key: 'differs',
      head: t('simulation.difference'),
      width: 104,
      cell: ({ before, after }) =>
        said(before) === said(after) ? null : <StateChip tone="info">{t('simulation.tried.differs')}</StateChip>,
    },
  ];
  return (
    <Table
      fixed
      label={t('simulation.tried.days')}
      columns={columns}
      rows={rows}
      rowKey={({ day }) => day}
      selected={({ day }) => day === chosen}
      empty={t('simulation.tried.nothing')}
    />
  );
}

/** A call to be made says when; that it is waited for says no more. */
function tellingOf(lived: DayLived[], day: string): Moment[] {
  const moments = lived.find((each) => each.day === day)?.moments ?? [];
  const isAsked = moments.some(({ act }) => act === 'openCallTask');
  return moments.filter(({ waiting_for }) => !isAsked || waiting_for !== 'call_task');
}

function Phrases({ moments }: { moments: Moment[] }) {
  if (moments.length === 0) return <>—</>;
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', py: 1, lineHeight: 1.5, whiteSpace: 'normal' }}>
      {moments.map((moment, index) => (
        <li key={index}>
          <MomentPhrase moment={moment} />
        </li>
      ))}
    </Box>
  );
}
