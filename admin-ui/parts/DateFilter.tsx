import { Box } from '@mui/material';
import { useListContext } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { DateField } from './DateField.tsx';

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
    <DateField
      label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={(date) => setFilters(date === '' ? others : { ...others, [source]: date })}
    />
  );
}
