import { Box } from '@mui/material';
import { formatYen } from '../../domain/money.ts';
import { useWords } from '../i18n/useWords.ts';

export interface YenProps {
  /** Integer yen; null is a dash */
  amount: number | null | undefined;
  /** Adds a small 円; leave it out in columns whose head says yen */
  unit?: boolean;
  bold?: boolean;
}

export function Yen({ amount, unit = false, bold = false }: YenProps) {
  const { t } = useWords();
  if (amount === null || amount === undefined) return <>—</>;
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap', fontWeight: bold ? 700 : undefined }}>
      {formatYen(amount)}
      {unit ? (
        <Box component="span" sx={{ fontSize: '.9em' }}>
          {t('common.yen')}
        </Box>
      ) : null}
    </Box>
  );
}
