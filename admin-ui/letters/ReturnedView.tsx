import { Button } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router';
import { dateOf } from '../../domain/time.ts';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import { useCan } from '../providers/session.ts';
import { CorrectReturn } from './CorrectReturn.tsx';
import { type Letter, useReturned } from './queries.ts';
import { RecordReturn } from './RecordReturn.tsx';

/** 返戻 (D7): the letters that came back, and at the right the verb: record one, or take a mistake back. */
export function ReturnedView() {
  const { t, code } = useWords();
  const works = useCan('work', 'letter');
  const { data: letters = [], error, isSuccess } = useReturned();
  const [correcting, setCorrecting] = useState<Letter | null>(null);
  const columns: Column<Letter>[] = [
    {
      key: 'on',
      head: t('letters.returned.on'),
      cell: ({ returned_at }) => <Moment at={returned_at && dateOf(new Date(returned_at))} />,
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
    { key: 'reason', head: t('common.reason'), cell: ({ state_reason }) => code('returnReasons', state_reason) },
    {
      key: 'stopped',
      head: t('letters.returned.stoppedHead'),
      cell: ({ address_stopped: stopped }) => (
        <StateChip tone={stopped ? 'hold' : 'ok'}>
          {t(stopped ? 'letters.returned.stopped' : 'letters.returned.free')}
        </StateChip>
      ),
    },
    ...(works
      ? [
          {
            key: 'correct',
            head: t('lists.act'),
            cell: (letter: Letter) => (
              <Button
                size="small"
                aria-label={t('letters.returned.correctOf', { reference: letter.reference_no })}
                onClick={() => setCorrecting(letter)}
              >
                {t('letters.returned.correct')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Panes columns="minmax(0, 1fr) 420px">
      <Pane>
        <SectionHead end={t('common.letters', { smart_count: letters.length })}>
          {t('letters.returned.list')}
        </SectionHead>
        <ProblemAlert problem={error} />
        <Table
          label={t('letters.returned.list')}
          columns={columns}
          rows={letters}
          rowKey={({ id }) => id}
          selected={({ id }) => id === correcting?.id}
          empty={isSuccess ? t('letters.noneReturned') : undefined}
        />
      </Pane>
      <Pane side label={t('letters.returned.record')}>
        {!works ? <Notice severity="info">{t('letters.returned.readOnly')}</Notice> : null}
        {works && correcting ? (
          <CorrectReturn key={correcting.id} letter={correcting} onDone={() => setCorrecting(null)} />
        ) : null}
        {works && !correcting ? <RecordReturn /> : null}
      </Pane>
    </Panes>
  );
}
