import { Box, Button } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { DeliverAct } from './DeliverAct.tsx';
import { LetterFacts } from './LetterFacts.tsx';
import { OutNotice } from './OutNotice.tsx';
import { PrintAct } from './PrintAct.tsx';
import type { Batch, Letter } from './queries.ts';

export interface StagePaneProps {
  batch: Batch;
  /** Chosen in the list */
  letter: Letter | undefined;
  onPrinted?: (() => void) | undefined;
  onPdf: () => void;
  onHanded: () => void;
}

/** What is due for a batch that is not being checked: making, printing, handing over. */
export function StagePane({ batch, letter, onPrinted, onPdf, onHanded }: StagePaneProps) {
  const { t } = useWords();
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {['collecting', 'cut_off', 'rendering'].includes(batch.state) ? (
        <Notice severity="info">
          <b>{t('letters.makingTitle')}</b>
          <br />
          {t('letters.makingHelp')}
        </Notice>
      ) : null}
      {batch.state === 'failed' ? <Notice severity="warning">{t('letters.failedHelp')}</Notice> : null}
      {batch.state === 'rendered' ? <PrintAct batch={batch} onPrinted={onPrinted} onPdf={onPdf} /> : null}
      {batch.state === 'checked' ? <DeliverAct batch={batch} onHanded={onHanded} /> : null}
      {['handed_over', 'received'].includes(batch.state) ? (
        <Box>
          <SectionHead>{t('letters.handedTitle')}</SectionHead>
          <p>{t('letters.handedHelp')}</p>
          {batch.delivery_note_id ? (
            <Button
              component="a"
              href={`/api/delivery-notes/${batch.delivery_note_id}/pdf`}
              target="_blank"
              rel="noopener"
              sx={{ mt: 2 }}
            >
              {t('letters.openNote')}
            </Button>
          ) : null}
        </Box>
      ) : null}
      {letter ? <LetterFacts letter={letter} /> : null}
      {letter?.state_reason ? <OutNotice letter={letter} /> : null}
    </Box>
  );
}
