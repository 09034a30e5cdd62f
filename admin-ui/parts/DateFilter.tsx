import { Box, TextField } from '@mui/material';
import { useListContext } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';

/** The list's first and last day: filters `from_date` and `to_date` of the API. */
export function DateFilter() {
  const { t } = useWords();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Day source="from_date" label={t('lists.fromDate')} />
      <span>{t('lists.fromTo')}</span>
      <Day source="to_date" label={t('lists.toDate')} />
    </Box>
  );
}

function Day({ source, label }: { source: string; label: string }) {
  const { filterValues, setFilters } = useListContext();
  const { [source]: value, ...others } = filterValues as Record<string, unknown>;
  return (
    <TextField
      type="date"
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => setFilters(target.value === '' ? others : { ...others, [source]: target.value })}
      sx={{ width: 132, '& input': { height: 28, boxSizing: 'border-box', fontSize: 13, px: '8px' } }}
      slotProps={{ htmlInput: { 'aria-label': label } }}
    />
  );
}
