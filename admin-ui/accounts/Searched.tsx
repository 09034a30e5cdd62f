import { Button } from '@mui/material';
import { useListContext } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { StateChip } from '../parts/StateChip.tsx';

/** Says that the list shows only what a search found, and takes that off again. */
export function Searched() {
  const { t } = useWords();
  const { filterValues, setFilters } = useListContext();
  const { search, ...others } = filterValues as Record<string, unknown>;
  if (search === undefined) return null;
  return (
    <>
      <StateChip tone="info">{t('lists.searched')}</StateChip>
      <Button size="small" variant="text" onClick={() => setFilters(others)}>
        {t('common.clear')}
      </Button>
    </>
  );
}
