import { Box, Button } from '@mui/material';
import { Link } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import type { HomeWire } from './Home.tsx';

type Callback = HomeWire['callbacks'][number];

/** 再架電: mine and anyone's, red when due. */
export function Callbacks({ callbacks }: { callbacks: Callback[] }) {
  const { t } = useWords();
  const overdue = callbacks.filter((callback) => callback.overdue_minutes > 0).length;
  const columns: Column<Callback>[] = [
    {
      key: 'at',
      head: t('home.time'),
      width: 190,
      cell: ({ due_at, overdue_minutes }) => (
        <Box component="b" sx={{ color: overdue_minutes > 0 ? 'var(--bad)' : undefined }}>
          <Moment at={due_at} /> {overdue_minutes > 0 ? t('home.late', { smart_count: overdue_minutes }) : ''}
        </Box>
      ),
    },
    { key: 'who', head: t('home.whom'), width: 110, cell: ({ name }) => name },
    { key: 'receivable', head: t('common.receivable'), width: 150, cell: ({ receivable_name }) => receivable_name },
    { key: 'note', head: t('home.asked'), cell: ({ note }) => note ?? '—' },
    {
      key: 'mine',
      head: t('common.staff'),
      width: 60,
      cell: ({ mine }) => t(mine ? 'workspace.mine' : 'workspace.anyone'),
    },
    {
      key: 'act',
      head: t('home.attendHead'),
      width: 92,
      cell: ({ task_id }) => (
        <Button component={Link} to={`/workspace?task=${task_id}`} size="small" variant="outlined">
          {t('home.attend')}
        </Button>
      ),
    },
  ];
  const mine = callbacks.filter((callback) => callback.mine).length;
  return (
    <Box>
      <SectionHead
        beside={
          overdue > 0 ? <StateChip tone="bad">{t('workspace.overdue', { smart_count: overdue })}</StateChip> : null
        }
        end={t('home.callbackNote', { mine, anyone: callbacks.length - mine })}
      >
        {t('home.callbacks')}
      </SectionHead>
      <Table
        label={t('home.callbacks')}
        columns={columns}
        rows={callbacks}
        rowKey={({ task_id }) => task_id}
        empty={t('home.noCallbacks')}
      />
    </Box>
  );
}
