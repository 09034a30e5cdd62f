import { Box, Button } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { MarkPrinted } from './MarkPrinted.tsx';
import type { Batch } from './queries.ts';
import { remaining } from './stages.ts';

interface PrintActProps {
  batch: Batch;
  onPrinted?: (() => void) | undefined;
  onPdf: () => void;
}

/** The sheets are printed from the PDF, counted, and said to be there. */
export function PrintAct({ batch, onPrinted, onPdf }: PrintActProps) {
  const { t } = useWords();
  return (
    <Box>
      <SectionHead>{t('letters.printTitle')}</SectionHead>
      <Box component="p" sx={{ mb: 3 }}>
        {t('letters.printHelp')}
      </Box>
      <LabelForm head={96}>
        <LabelCell head={t('letters.sheetsTotal')}>
          <b>{t('letters.sheetsN', { count: batch.page_count ?? 0 })}</b>
        </LabelCell>
        <LabelCell head={t('letters.lettersTotal')}>{t('common.letters', { smart_count: remaining(batch) })}</LabelCell>
      </LabelForm>
      <Box sx={{ display: 'flex', gap: '10px', mt: 3 }}>
        <Button onClick={onPdf} sx={{ height: 46 }}>
          {t('letters.openPdf')}
        </Button>
        <MarkPrinted batch={batch} onPrinted={onPrinted} />
      </Box>
    </Box>
  );
}
