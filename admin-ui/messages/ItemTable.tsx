import { Box, Button } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { StateChip, type Tone } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import { isUrgent, type Item, type Kind } from './correspondence.ts';

interface ItemTableProps {
  kind: Kind;
  items: Item[];
  selected: string | null;
  onSelect: (id: string) => void;
}

/** One line an item: how long it waits, what it is about, whose, how much, where it stands. */
export function ItemTable({ kind, items, selected, onSelect }: ItemTableProps) {
  const { t, code } = useWords();
  const columns: Column<Item>[] = [
    {
      key: 'age',
      head: t('messages.age'),
      width: 124,
      cell: (item) => (
        <>
          <b>{item.age_days === 0 ? t('messages.ageToday') : t('messages.ageDays', { smart_count: item.age_days })}</b>
          {isUrgent(item) ? (
            <Box component="span" sx={{ ml: 2 }}>
              <StateChip tone="bad">{t('messages.urgent')}</StateChip>
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'what',
      head: t(kind === 'messages' ? 'messages.what' : 'common.reason'),
      cell: (item) => (
        <Button
          variant="text"
          size="small"
          aria-pressed={item.id === selected}
          onClick={() => onSelect(item.id)}
          sx={{ p: 0, height: 24, fontWeight: 700 }}
        >
          {'reason' in item ? code('handOverReasons', item.reason) : code('messageKinds', item.kind)}
        </Button>
      ),
    },
    { key: 'name', head: t('common.name'), width: 100, cell: ({ name }) => name },
    { key: 'receivable', head: t('common.receivable'), cell: ({ receivable_name }) => receivable_name },
    { key: 'balance', head: t('common.balance'), number: true, cell: ({ balance }) => <Yen amount={balance} /> },
    {
      key: 'sent',
      head: t('messages.sentBy'),
      cell: ({ sent_at, sent_by_name }) => (
        <>
          <Moment at={sent_at} /> {sent_by_name ?? t('messages.bySystem')}
        </>
      ),
    },
    { key: 'state', head: t('common.state'), width: 84, cell: ({ state }) => <ItemState state={state} /> },
  ];
  return (
    <Table
      label={t(`messages.kinds.${kind}`)}
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      selected={({ id }) => id === selected}
    />
  );
}

const tones: Record<string, Tone> = { sent: 'warn', received: 'info', answered: 'info', done: 'ok', returned: 'hold' };

export function ItemState({ state }: { state: string }) {
  const { code } = useWords();
  return <StateChip tone={tones[state] ?? 'plain'}>{code('messageStates', state)}</StateChip>;
}
