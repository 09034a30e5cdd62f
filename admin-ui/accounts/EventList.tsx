import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { Pane } from '../parts/Page.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import type { AccountWire, EventWire } from './account.ts';
import { Deadline } from './Deadline.tsx';
import { resultOf, whatOf, whoOf } from './event-words.ts';

const kinds = ['all', 'decision', 'person', 'payment'] as const;
/** Planned rows shown until all are asked for: the nearest. */
const NEAREST = 2;
type Kind = (typeof kinds)[number];

interface EventListProps {
  account: AccountWire;
  selected: string | null;
  onSelect: (id: string) => void;
}

/** 経過と決定, newest first; what is still to come stands dashed on top. */
export function EventList({ account, selected, onSelect }: EventListProps) {
  const words = useWords();
  const { t } = words;
  const [kind, setKind] = useState<Kind>('all');
  const [all, setAll] = useState(false);
  const columns: Column<EventWire>[] = [
    {
      key: 'at',
      head: t('common.at'),
      width: 142,
      cell: ({ at, future }) => (future ? <Deadline at={at} /> : <Moment at={at} />),
    },
    { key: 'who', head: t('common.who'), width: 86, cell: (event) => whoOf(event, words) },
    {
      key: 'what',
      head: t('common.what'),
      width: 144,
      cell: (event) => (
        <Button
          variant="text"
          size="small"
          aria-pressed={event.id === selected}
          onClick={() => onSelect(event.id)}
          sx={{ ...asText, fontWeight: event.future ? 400 : 700 }}
        >
          {whatOf(event, words)}
        </Button>
      ),
    },
    {
      key: 'why',
      head: t('common.why'),
      cell: (event) => (event.future ? <Planned event={event} /> : <Reasons reasons={event.reasons} first />),
    },
    {
      key: 'result',
      head: t('common.result'),
      width: 160,
      cell: (event) => (event.future ? null : resultOf(event, words)) ?? '—',
    },
  ];
  const matching = account.events.filter((event) => matches(event, kind));
  const future = matching.filter((event) => event.future);
  const hidden = all ? 0 : Math.max(0, future.length - NEAREST);
  return (
    <Pane>
      <SectionHead
        beside={
          <ToggleGroup
            label={t('account.eventKind')}
            value={kind}
            choices={kinds.map((value) => ({ value, label: t(`account.kinds.${value}`) }))}
            onChange={setKind}
          />
        }
        end={
          hidden > 0 ? (
            <Button size="small" variant="text" onClick={() => setAll(true)}>
              {t('account.morePlanned', { smart_count: hidden })}
            </Button>
          ) : null
        }
      >
        {t('account.events')}
      </SectionHead>
      <Box sx={oneLine}>
        <Table
          fixed
          label={t('account.events')}
          columns={columns}
          rows={matching.slice(hidden)}
          rowKey={({ id }) => id}
          selected={({ id }) => id === selected}
          planned={({ future }) => future}
          empty={t('account.noEvents')}
        />
      </Box>
    </Pane>
  );
}

/** 予定 with what is expected, in the place of the reasons. */
function Planned({ event }: { event: EventWire }) {
  const words = useWords();
  return (
    <Box component="span" sx={{ fontSize: 13 }}>
      <b style={{ color: 'var(--accent)', marginRight: 8 }}>{words.t('common.planned')}</b>
      {resultOf(event, words)}
    </Box>
  );
}

function matches(event: EventWire, kind: Kind): boolean {
  if (kind === 'all') return true;
  if (kind === 'person') return event.actor_kind === 'staff';
  return event.kind === kind;
}

const oneLine = {
  '& td, & dd, & dt': { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& td': { fontSize: 13, height: 30 },
} as const;

const asText = {
  p: 0,
  height: 22,
  maxWidth: '100%',
  display: 'block',
  textAlign: 'left',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  color: 'var(--ink)',
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
} as const;
