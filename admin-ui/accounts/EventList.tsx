import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { dateOf } from '../../domain/time.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { Pane } from '../parts/Page.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import type { AccountWire, EventWire } from './account.ts';
import { resultOf, whatOf, whoOf } from './event-words.ts';

const kinds = ['all', 'decision', 'person', 'payment'] as const;
type Kind = (typeof kinds)[number];

interface EventListProps {
  account: AccountWire;
  selected: string | null;
  onSelect: (id: string) => void;
}

/** 経過と決定, newest first; what is still to come stands dashed on top. */
export function EventList({ account, selected, onSelect }: EventListProps) {
  const words = useWords();
  const { t, language } = words;
  const [kind, setKind] = useState<Kind>('all');
  const columns: Column<EventWire>[] = [
    {
      key: 'at',
      head: t('common.at'),
      width: 128,
      cell: ({ at, future }) =>
        future ? (
          <When
            at={at}
            year={yearOf(at) !== yearOf(account.events.find((event) => !event.future)?.at ?? at)}
            language={language}
          />
        ) : (
          <Moment at={at} />
        ),
    },
    { key: 'who', head: t('common.who'), width: 92, cell: (event) => whoOf(event, words) },
    {
      key: 'what',
      head: t('common.what'),
      width: 168,
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
    { key: 'why', head: t('common.why'), cell: (event) => <Reasons reasons={event.reasons} first /> },
    { key: 'result', head: t('common.result'), width: 170, cell: (event) => resultOf(event, words) ?? '—' },
  ];
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
      >
        {t('account.events')}
      </SectionHead>
      <Box sx={{ '& td, & dd, & dt': { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' } }}>
        <Table
          fixed
          label={t('account.events')}
          columns={columns}
          rows={account.events.filter((event) => matches(event, kind))}
          rowKey={({ id }) => id}
          selected={({ id }) => id === selected}
          planned={({ future }) => future}
          empty={t('account.noEvents')}
        />
      </Box>
    </Pane>
  );
}

/** A coming day: with its year when it is not this one, with its time only when it has one. */
function When({ at, year, language }: { at: string; year: boolean; language: 'ja' | 'en' }) {
  const instant = new Date(at);
  return year ? <time dateTime={at}>{day(dateOf(instant), language, { year })}</time> : <Moment at={at} />;
}

function matches(event: EventWire, kind: Kind): boolean {
  if (kind === 'all') return true;
  if (kind === 'person') return event.actor_kind === 'staff';
  return event.kind === kind;
}

function yearOf(at: string): string {
  return dateOf(new Date(at)).slice(0, 4);
}

const asText = {
  p: 0,
  height: 22,
  maxWidth: '100%',
  justifyContent: 'flex-start',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  color: 'var(--ink)',
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
} as const;
