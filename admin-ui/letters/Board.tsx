import CheckOutlined from '@mui/icons-material/CheckOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { boardStyle } from './board-style.ts';
import type { Batch } from './queries.ts';
import { type StageName, stageNames, stageState } from './stages.ts';
import { useStageText } from './useStageText.ts';
import { useBatchName } from './useBatchName.ts';

export interface BoardProps {
  batches: Batch[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
  /** Rows before the batches: letters that wait for one */
  before?: ReactNode;
}

/** Rows are batches, columns their stages; the current one is pale blue, what stopped is yellow. */
export function Board({ batches, chosen, onChoose, before }: BoardProps) {
  const { t } = useWords();
  const nameOf = useBatchName();
  return (
    <Box component="section" aria-label={t('letters.board')} sx={boardStyle}>
      <table>
        <colgroup>
          <col style={{ width: 190 }} />
          <col span={stageNames.length} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('letters.batch')}</th>
            {stageNames.map((stage) => (
              <th key={stage} scope="col">
                {t(`letters.stages.${stage}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before}
          {batches.map((batch) => (
            <tr key={batch.id} className={batch.id === chosen ? 'chosen' : undefined}>
              <th scope="row">
                <button type="button" aria-pressed={batch.id === chosen} onClick={() => onChoose(batch.id)}>
                  <b>{batch.receivable_name}</b>
                  <span>
                    {nameOf(batch)}　{batch.letters > 0 ? t('common.letters', { smart_count: batch.letters }) : ''}
                  </span>
                </button>
              </th>
              {stageNames.map((stage) => (
                <Stage key={stage} batch={batch} stage={stage} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

function Stage({ batch, stage }: { batch: Batch; stage: StageName }) {
  const stageText = useStageText();
  const state = stageState(batch, stage);
  if (state === 'todo') return <td className="todo" />;
  const { figure, note } = stageText(batch, stage);
  return (
    <td className={state} aria-current={state === 'current' ? 'step' : undefined}>
      {state === 'done' ? <CheckOutlined className="mark" aria-hidden /> : null}
      {state === 'stopped' ? <WarningAmberOutlined className="mark" aria-hidden /> : null}
      <b>{figure}</b>
      <span>{note}</span>
    </td>
  );
}
