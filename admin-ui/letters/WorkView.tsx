import { Box } from '@mui/material';
import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { BatchPanes } from './BatchPanes.tsx';
import { Board } from './Board.tsx';
import { PdfView } from './PdfView.tsx';
import { type Batch, useBatches, useWaiting } from './queries.ts';
import { WaitingRows } from './WaitingRows.tsx';

export interface WorkViewProps {
  chosen: string | null;
  onChoose: (id: string) => void;
  onHanded: () => void;
}

/** 作業中: the board above, the work on the chosen batch below; the batch's PDF takes the whole page while it is open. */
export function WorkView({ chosen, onChoose, onHanded }: WorkViewProps) {
  const { t } = useWords();
  const [pdf, setPdf] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const batches = useBatches('work');
  const waiting = useWaiting();
  const error = problem ?? batches.error ?? waiting.error;
  const rows = batches.data ?? [];
  const batch = rows.find(({ id }) => id === chosen) ?? proposed(rows);
  const nothing = rows.length === 0 && waiting.data?.length === 0;

  if (pdf && batch?.has_pdf)
    return <PdfView batch={batch} onPrinted={() => onChoose(batch.id)} onClose={() => setPdf(false)} />;
  return (
    <Box sx={{ display: 'grid', gridTemplateRows: 'auto auto minmax(0, 1fr)', minHeight: 0 }}>
      <Box sx={error ? { px: 6, pt: 3 } : undefined}>
        <ProblemAlert problem={error} />
      </Box>
      {nothing || !batches.data ? (
        <Box>{nothing ? <EmptyState>{t('letters.noWork')}</EmptyState> : null}</Box>
      ) : (
        <Board
          batches={rows}
          chosen={batch?.id}
          onChoose={onChoose}
          before={<WaitingRows waiting={waiting.data ?? []} onOpened={onChoose} onProblem={setProblem} />}
        />
      )}
      {batch ? (
        <BatchPanes
          key={batch.id}
          batch={batch}
          onWork={() => onChoose(batch.id)}
          onPdf={() => setPdf(true)}
          onHanded={onHanded}
        />
      ) : null}
      {!batch && !nothing && batches.data ? (
        <Box sx={{ p: 6 }}>
          <Notice severity="info">{t('letters.chooseBatch')}</Notice>
        </Box>
      ) : null}
    </Box>
  );
}

/** The batch whose envelopes lie on the table, else the one nearest to it. */
function proposed(batches: Batch[]): Batch | undefined {
  const order = ['printed', 'rendered', 'checked'];
  for (const state of order) {
    const found = batches.find((batch) => batch.state === state);
    if (found) return found;
  }
  return batches[0];
}
