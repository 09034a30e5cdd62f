import { MenuItem, TextField } from '@mui/material';
import { useListContext } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { type Choice, ToggleGroup } from './ToggleGroup.tsx';

const ALL = '';

export interface FilterProps {
  /** Name of the API's filter, e.g. `state` */
  source: string;
  label: string;
  choices: readonly Choice<string>[];
}

/** A filter of the list around it as a small select; すべて takes it off. */
export function FilterSelect({ source, label, choices }: FilterProps) {
  const { t } = useWords();
  const [value, choose] = useFilter(source);
  return (
    <TextField
      select
      value={value}
      onChange={(event) => choose(event.target.value)}
      sx={{ minWidth: 120, '& .MuiSelect-select.MuiSelect-select': { height: 28, fontSize: 13 } }}
      slotProps={{ select: { displayEmpty: true, inputProps: { 'aria-label': label } } }}
    >
      <MenuItem value={ALL}>
        {label} {t('common.all')}
      </MenuItem>
      {choices.map((choice) => (
        <MenuItem key={choice.value} value={choice.value}>
          {choice.label}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** The same, all choices side by side. */
export function FilterToggle({ source, label, choices }: FilterProps) {
  const { t } = useWords();
  const [value, choose] = useFilter(source);
  return (
    <ToggleGroup
      label={label}
      value={value}
      onChange={choose}
      choices={[{ value: ALL, label: t('common.all') }, ...choices]}
    />
  );
}

function useFilter(source: string): [value: string, choose: (value: string) => void] {
  const { filterValues, setFilters } = useListContext();
  const { [source]: value, ...others } = filterValues as Record<string, unknown>;
  return [
    typeof value === 'string' ? value : ALL,
    (next) => setFilters(next === ALL ? others : { ...others, [source]: next }),
  ];
}
