import { Box } from '@mui/material';
import { Link } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Moment } from '../parts/Moment.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import { type Letter, useOut } from './queries.ts';
import { outReason } from './reason.ts';

/** 除外: letters that left their batch, with the reason. */
export function OutView() {
  const words = useWords();
  const { t, code } = words;
  const { data: letters, error } = useOut();
  const columns: Column<Letter>[] = [
    {
      key: 'at',
      head: t('common.at'),
      cell: ({ state_at }) => <Moment at={state_at} />,
    },
    {
      key: 'reference',
      head: t('letters.reference'),
      cell: ({ account_id, reference_no }) => (
        <Link to={`/accounts/${account_id}/show`} style={{ fontFamily: 'var(--mono)' }}>
          {reference_no}
        </Link>
      ),
    },
    { key: 'who', head: t('letters.who'), cell: ({ name }) => name },
    { key: 'receivable', head: t('common.receivable'), cell: ({ receivable_name }) => receivable_name },
    { key: 'total', head: t('common.amount'), number: true, cell: ({ total }) => <Yen amount={total} unit /> },
    {
      key: 'state',
      head: t('common.state'),
      cell: ({ state }) => (
        <StateChip tone={state === 'pulled' ? 'warn' : state === 'spoiled' ? 'bad' : 'hold'}>
          {code('letterStates', state)}
        </StateChip>
      ),
    },
    { key: 'reason', head: t('common.reason'), cell: ({ state_reason }) => outReason(state_reason, words) },
  ];
  return (
    <Box sx={{ px: 6, py: 3, overflow: 'auto', minHeight: 0 }}>
      <ProblemAlert problem={error} />
      {letters?.length === 0 ? <EmptyState>{t('letters.noneOut')}</EmptyState> : null}
      {letters && letters.length > 0 ? (
        <Table label={t('letters.outTitle')} columns={columns} rows={letters} rowKey={({ id }) => id} />
      ) : null}
    </Box>
  );
}
