import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import { type Batch, useBatches } from './queries.ts';
import { remaining } from './stages.ts';
import { useBatchName } from './useBatchName.ts';

/** 引渡: every checked batch of the department goes with one 納品書. */
export function DeliverAct({ batch, onHanded }: { batch: Batch; onHanded: () => void }) {
  const { t } = useWords();
  const nameOf = useBatchName();
  const notify = useNotify();
  const mayDeliver = useCan('deliver', 'letter');
  const queries = useQueryClient();
  const { data: batches = [] } = useBatches('work');
  const together = batches.filter(
    ({ state, department_code }) => state === 'checked' && department_code === batch.department_code,
  );
  const deliver = useVerb<{ department_code: string }, { id: string }>({ path: '/api/delivery-notes' });
  const total = together.reduce((sum, each) => sum + remaining(each), 0);
  const department = batch.department_name;
  const columns: Column<Batch>[] = [
    { key: 'name', head: t('common.receivable'), cell: ({ receivable_name }) => receivable_name },
    { key: 'batch', head: t('letters.batch'), cell: nameOf },
    { key: 'letters', head: t('letters.lettersTotal'), number: true, cell: remaining },
  ];
  const act = () =>
    deliver.mutate(
      { department_code: batch.department_code },
      {
        onSuccess: () => {
          notify(t('letters.delivered', { department }), { type: 'success' });
          onHanded();
        },
        onSettled: () => void queries.invalidateQueries({ queryKey: ['letter-batches'] }),
      },
    );
  return (
    <Box>
      <SectionHead>{t('letters.deliverTitle')}</SectionHead>
      <Box component="p" sx={{ mb: 3 }}>
        {t('letters.deliverHelp')}
      </Box>
      <Table label={t('letters.deliverTitle')} columns={columns} rows={together} rowKey={({ id }) => id} />
      <Box sx={{ mt: 3, display: 'grid', gap: 2 }}>
        <ProblemAlert problem={deliver.error} />
        {total === 0 ? <Notice severity="info">{t('letters.nothingToDeliver')}</Notice> : null}
        {mayDeliver && total > 0 ? (
          <Button
            variant="contained"
            color="primary"
            size="large"
            loading={deliver.isPending}
            onClick={act}
            sx={{ height: 46 }}
          >
            {t('letters.deliver', { department })}　{t('common.letters', { smart_count: total })}
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}
