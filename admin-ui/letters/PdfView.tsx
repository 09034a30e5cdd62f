import { Box, Button } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { MarkPrinted } from './MarkPrinted.tsx';
import type { Batch } from './queries.ts';
import { useBatchName } from './useBatchName.ts';

interface PdfViewProps {
  batch: Batch;
  onPrinted?: (() => void) | undefined;
  onClose: () => void;
}

/** The batch's PDF in the page, to be printed from the browser's own viewer. */
export function PdfView({ batch, onPrinted, onClose }: PdfViewProps) {
  const { t } = useWords();
  const nameOf = useBatchName();
  const path = `/api/letter-batches/${batch.id}/pdf`;
  const title = t('letters.pdfOf', { batch: `${batch.receivable_name} ${nameOf(batch)}` });
  return (
    <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', minHeight: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 6, py: 2, borderBottom: '1px solid var(--line)' }}>
        <b>{title}</b>
        <span>{t('letters.sheetsN', { count: batch.page_count ?? 0 })}</span>
        <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)', mr: 'auto' }}>
          {t('letters.pdfLogged')}
        </Box>
        <MarkPrinted
          batch={batch}
          onPrinted={() => {
            onPrinted?.();
            onClose();
          }}
        />
        <Button onClick={onClose}>{t('letters.closePdf')}</Button>
      </Box>
      {navigator.pdfViewerEnabled ? (
        <iframe
          src={path}
          title={title}
          style={{ width: '100%', height: '100%', border: 0, background: 'var(--bg)' }}
        />
      ) : (
        <Box sx={{ px: 6, py: 4 }}>
          <Notice severity="info" action={<a href={path}>{t('letters.savePdf')}</a>}>
            {t('letters.noViewer')}
          </Notice>
        </Box>
      )}
    </Box>
  );
}
