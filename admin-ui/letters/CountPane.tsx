import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import { Box, Button, Table, TableBody, TableCell, TableRow } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { EraDate } from '../parts/EraDate.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { countsOf } from './checking.ts';
import { PullNotice } from './PullNotice.tsx';
import type { Batch, Letter } from './queries.ts';

export interface CountPaneProps {
  batch: Batch;
  letters: Letter[];
  onPdf: () => void;
}

/** 通数の照合: what was printed is enclosed, spoiled, pulled, or still lies there. */
export function CountPane({ batch, letters, onPdf }: CountPaneProps) {
  const { t } = useWords();
  const counts = countsOf(letters);
  const sum = counts.enclosed + counts.spoiled + counts.pulled + counts.left;
  const rows = [
    { head: t('letters.printed'), value: counts.printed, bold: true },
    { head: t('letters.enclosed'), value: counts.enclosed },
    { head: t('letters.spoiled'), value: counts.spoiled },
    { head: t('letters.pulled'), value: counts.pulled },
    { head: t('letters.left'), value: counts.left },
  ];
  const chip =
    sum !== counts.printed || counts.printed !== batch.rendered ? (
      <StateChip tone="bad">{t('letters.differs')}</StateChip>
    ) : counts.left > 0 || counts.printed === 0 ? (
      <StateChip tone="plain">{t('letters.open')}</StateChip>
    ) : (
      <StateChip tone="ok">{t('letters.agrees')}</StateChip>
    );
  return (
    <>
      <SectionHead beside={letters.length > 0 ? chip : null}>{t('letters.counts')}</SectionHead>
      <Table size="small" aria-label={t('letters.counts')}>
        <TableBody>
          {rows.map(({ head, value, bold }) => (
            <TableRow key={head}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 400, height: 29 }}>
                {head}
              </TableCell>
              <TableCell align="right" sx={{ fontWeight: bold ? 700 : 400, height: 29 }}>
                {value}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <PullNotice batch={batch} letters={letters} />
      {batch.state === 'printed' ? (
        <Box component="p" sx={{ mt: 2, fontSize: 13, lineHeight: '19px', color: 'var(--ink-2)' }}>
          {t('letters.checkNote')}
        </Box>
      ) : null}
      <Box sx={{ mt: 3 }}>
        <LabelForm head={84}>
          <LabelCell head={t('letters.paymentsAsOf')}>
            <Moment at={batch.payments_as_of} />
          </LabelCell>
          <LabelCell head={t('letters.designatedDue')}>
            <EraDate date={batch.designated_due} />
          </LabelCell>
        </LabelForm>
      </Box>
      {batch.has_pdf ? (
        <Button
          size="small"
          variant="text"
          startIcon={<PictureAsPdfOutlined />}
          onClick={onPdf}
          sx={{ mt: 2, alignSelf: 'start' }}
        >
          {t('letters.openPdf')}
        </Button>
      ) : null}
    </>
  );
}
