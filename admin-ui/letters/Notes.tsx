import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useVerb } from '../providers/useVerb.ts';
import { type Note, useNotes } from './queries.ts';
import { useReceives } from './useReceives.ts';

/** 納品書: what was handed over to whom, and the clerk's word that it arrived. */
export function Notes() {
  const { t } = useWords();
  const mayReceive = useReceives();
  const queries = useQueryClient();
  const notes = useNotes();
  const receive = useVerb<string, null>({ path: (id) => `/api/delivery-notes/${id}/receive` });
  const columns: Column<Note>[] = [
    {
      key: 'on',
      head: t('letters.notes'),
      cell: ({ id, on_date, no }) => (
        <a href={`/api/delivery-notes/${id}/pdf`} target="_blank" rel="noopener" style={{ whiteSpace: 'nowrap' }}>
          {on_date.slice(5)} {t('letters.noteNo', { no })}
        </a>
      ),
    },
    { key: 'department', head: t('common.department'), cell: ({ department_name }) => department_name },
    { key: 'letters', head: t('letters.lettersTotal'), number: true, cell: ({ letters }) => letters },
    {
      key: 'handed',
      head: t('letters.handedBy'),
      cell: ({ handed_over_at, handed_over_by_name }) => (
        <>
          <Moment at={handed_over_at} />　{handed_over_by_name}
        </>
      ),
    },
    {
      key: 'received',
      head: t('letters.receivedBy'),
      cell: ({ id, received_at, received_by_name }) =>
        received_at ? (
          <>
            <Moment at={received_at} />　{received_by_name}
          </>
        ) : mayReceive ? (
          <Button
            size="small"
            variant="contained"
            color="primary"
            loading={receive.isPending && receive.variables === id}
            onClick={() =>
              receive.mutate(id, {
                onSettled: () => void queries.invalidateQueries({ queryKey: ['letter-batches'] }),
              })
            }
          >
            {t('letters.receive')}
          </Button>
        ) : (
          <StateChip tone="plain">{t('letters.notReceived')}</StateChip>
        ),
    },
  ];
  return (
    <Box>
      <SectionHead>{t('letters.notes')}</SectionHead>
      <ProblemAlert problem={notes.error ?? receive.error} />
      <Table
        label={t('letters.notes')}
        columns={columns}
        rows={notes.data ?? []}
        rowKey={({ id }) => id}
        empty={notes.isSuccess ? t('letters.noNotes') : undefined}
      />
    </Box>
  );
}
