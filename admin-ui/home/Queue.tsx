import { Box } from '@mui/material';
import { Link } from 'react-router';
import { reasonText } from '../i18n/reason-text.ts';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import type { HomeWire } from './Home.tsx';

type Waiting = HomeWire['queue'][number];

/** What is true of nearly every case, or stands in a column of its own */
const usual = ['step_condition_met', 'session_open', 'best_hours', 'amount_at_risk', 'oldest_due', 'spacing_met'];

/** このあとの順番: the homes after the first, without names; who they are shows when they are claimed. */
export function Queue({ queue, first = 2, left }: { queue: Waiting[]; first?: number; left: number }) {
  const words = useWords();
  const { t, language } = words;
  const columns: Column<Waiting>[] = [
    { key: 'no', head: t('home.order'), number: true, width: 44, cell: (waiting) => queue.indexOf(waiting) + first },
    {
      key: 'receivables',
      head: t('common.receivable'),
      cell: ({ receivables }) => receivables.join(language === 'ja' ? '、' : ', '),
    },
    { key: 'ward', head: t('home.ward'), width: 76, cell: ({ ward }) => ward },
    {
      key: 'balance',
      head: t('common.balance'),
      number: true,
      width: 96,
      cell: ({ balance }) => <Yen amount={balance} unit />,
    },
    {
      key: 'oldest',
      head: t('home.oldest'),
      number: true,
      width: 92,
      cell: ({ oldest_due_days: days }) => t('common.days', { smart_count: days }),
    },
    {
      key: 'why',
      head: t('common.why'),
      width: 262,
      cell: ({ reasons, priority_parts }) => {
        const all = [...reasons, ...priority_parts];
        const why = all.find(({ code }) => !usual.includes(code)) ?? all[0];
        return <span style={{ fontSize: 13 }}>{why ? reasonText(why, words) : '—'}</span>;
      },
    },
  ];
  return (
    <Box>
      <SectionHead end={<Link to="/tasks">{t('home.allLeft', { smart_count: left })}</Link>}>
        {t('home.after')}
      </SectionHead>
      <Table
        label={t('home.after')}
        columns={columns}
        rows={queue}
        rowKey={({ task_id }) => task_id}
        empty={t('home.nothingAfter')}
      />
    </Box>
  );
}
