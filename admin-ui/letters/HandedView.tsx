import { Box } from '@mui/material';
import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Board } from './Board.tsx';
import { EnvelopeList } from './EnvelopeList.tsx';
import { Notes } from './Notes.tsx';
import { PdfView } from './PdfView.tsx';
import { useBatches, useEnvelopes } from './queries.ts';
import { StagePane } from './StagePane.tsx';

export interface HandedViewProps {
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** 引渡済: the batches that have left, and the 納品書 that the departments confirm. */
export function HandedView({ chosen, onChoose }: HandedViewProps) {
  const { t } = useWords();
  const [pdf, setPdf] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const { data: batches = [], error, isSuccess } = useBatches('handed');
  const batch = batches.find(({ id }) => id === chosen);
  const { data: letters = [], isSuccess: loaded } = useEnvelopes(batch?.id);
  if (pdf && batch?.has_pdf) return <PdfView batch={batch} onClose={() => setPdf(false)} />;
  const side = batch ? '348px 284px minmax(0, 1fr)' : 'minmax(0, 1fr)';
  return (
    <Box sx={{ display: 'grid', gridTemplateRows: 'auto auto minmax(0, 1fr)', minHeight: 0 }}>
      <Box sx={error ? { px: 6, pt: 3 } : undefined}>
        <ProblemAlert problem={error} />
      </Box>
      {batches.length > 0 ? (
        <Board batches={batches} chosen={batch?.id} onChoose={onChoose} />
      ) : (
        <Box>{isSuccess ? <EmptyState>{t('letters.noHanded')}</EmptyState> : null}</Box>
      )}
      <Panes columns={side}>
        {batch ? (
          <Pane side label={t('letters.envelopes')}>
            <EnvelopeList
              letters={letters}
              loaded={loaded}
              round={null}
              onRound={() => undefined}
              currentId={picked ?? undefined}
              onPick={setPicked}
            />
          </Pane>
        ) : null}
        {batch ? (
          <Pane>
            <StagePane
              batch={batch}
              letter={letters.find(({ id }) => id === picked)}
              onPdf={() => setPdf(true)}
              onHanded={() => undefined}
            />
          </Pane>
        ) : null}
        <Pane label={t('letters.notes')}>
          <Notes />
        </Pane>
      </Panes>
    </Box>
  );
}
