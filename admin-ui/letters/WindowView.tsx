import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { type Letter, useWindow } from './queries.ts';
import { Scan } from './Scan.tsx';

export interface WindowViewProps {
  letter: Letter;
  letters: Letter[];
  onPick: (id: string) => void;
}

/** What must be seen through the envelope's window, and what must lie in it. */
export function WindowView({ letter, letters, onPick }: WindowViewProps) {
  const { t } = useWords();
  const { data, error } = useWindow(letter.id);
  const count = letter.page_count ?? 0;
  return (
    <>
      <ProblemAlert problem={error} />
      <Box component="fieldset" sx={frame} aria-busy={!data}>
        <legend>{t('letters.window')}</legend>
        {data ? (
          <>
            〒{data.postcode}
            <br />
            {data.address}
            <Box component="b" sx={{ display: 'block', mt: 1, fontSize: 17, fontWeight: 400 }}>
              {data.name}
            </Box>
            {data.barcode_svg ? (
              <Box
                component="img"
                src={`data:image/svg+xml,${encodeURIComponent(data.barcode_svg)}`}
                alt={t('letters.barcode')}
                sx={{ display: 'block', mt: 2, height: 13 }}
              />
            ) : (
              <Box sx={{ mt: 2, fontSize: 13, color: 'var(--ink-2)' }}>{t('letters.noBarcode')}</Box>
            )}
          </>
        ) : null}
      </Box>
      <LabelForm head={96}>
        <LabelCell head={t('letters.reference')} controls>
          <Scan letter={letter} letters={letters} onPick={onPick} />
        </LabelCell>
        <LabelCell head={t('letters.sheets')}>
          <b>{t('letters.sheetsN', { count })}</b>（
          {count > 1 ? t('letters.more', { count: t('letters.sheetsN', { count: count - 1 }) }) : t('letters.one')}）
          {letter.page_from === null ? null : (
            <Box component="span" sx={{ ml: 2, fontSize: 13, color: 'var(--ink-2)' }}>
              {t('letters.onPage', { page: letter.page_from })}
            </Box>
          )}
        </LabelCell>
      </LabelForm>
    </>
  );
}

const frame = {
  m: 0,
  mb: '9px',
  p: '0 16px 9px',
  minHeight: 106,
  border: '1px solid var(--line-2)',
  borderRadius: '6px',
  fontSize: 15,
  lineHeight: '21px',
  '& legend': { px: '6px', ml: '-4px', fontSize: 13, lineHeight: '18px', color: 'var(--ink-2)' },
} as const;
