import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useWords } from '../i18n/useWords.ts';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { Waiting } from './queries.ts';
import { stageNames } from './stages.ts';

export interface WaitingRowsProps {
  waiting: Waiting[];
  onOpened: (batchId: string) => void;
  onProblem: (problem: unknown) => void;
}

/** Letters that the rules ask for, by receivable, with the manager's act of making a batch of them. */
export function WaitingRows({ waiting, onOpened, onProblem }: WaitingRowsProps) {
  const { t } = useWords();
  const mayOpen = useCan('administer', 'letter');
  const queries = useQueryClient();
  const open = useVerb<{ receivable_code: string }, { id: string }>({ path: '/api/letter-batches' });
  const openFor = (receivable_code: string) =>
    open.mutate(
      { receivable_code },
      {
        onSuccess: ({ id }) => onOpened(id),
        onError: onProblem,
        onSettled: () => {
          void queries.invalidateQueries({ queryKey: ['letter-batches'] });
          void queries.invalidateQueries({ queryKey: ['letters'] });
        },
      },
    );
  return waiting.map(({ receivable_code, receivable_name, letters }) => (
    <tr key={receivable_code}>
      <th scope="row">
        <div>
          <b>{receivable_name}</b>
          <span>{t('letters.waitingFor')}</span>
        </div>
      </th>
      <td className="current">
        {mayOpen ? (
          <Button
            size="small"
            sx={{ float: 'right', height: 28, px: 2, mr: '-4px', mt: '5px', minWidth: 0, bgcolor: 'var(--paper)' }}
            loading={open.isPending && open.variables.receivable_code === receivable_code}
            aria-label={t('letters.openBatchOf', { receivable: receivable_name })}
            onClick={() => openFor(receivable_code)}
          >
            {t('letters.openBatch')}
          </Button>
        ) : null}
        <b>{t('common.letters', { smart_count: letters })}</b>
        <span>{mayOpen ? '' : t('letters.managerOpens')}</span>
      </td>
      {stageNames.slice(1).map((stage) => (
        <td key={stage} className="todo" />
      ))}
    </tr>
  ));
}
