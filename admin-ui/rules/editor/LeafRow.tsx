import CloseOutlined from '@mui/icons-material/CloseOutlined';
import { Box, IconButton, MenuItem, TextField } from '@mui/material';
import { flagWords, numberWords } from '../../../domain/rule-sentence.ts';
import { flagFields, numberFields } from '../../../domain/rules.ts';
import { useWords } from '../../i18n/useWords.ts';
import { type Leaf, leafOf } from './rule-draft.ts';

interface LeafRowProps {
  leaf: Leaf;
  change: (leaf: Leaf) => void;
  /** Null for the last row of a condition, which must have one */
  remove: (() => void) | null;
}

const operators = { '>=': 'atLeast', '<=': 'atMost', '=': 'exactly' } as const;

/** One thing that is looked at: 未納額 ≥ 300,000円, or 携帯番号がある. */
export function LeafRow({ leaf, change, remove }: LeafRowProps) {
  const { t, language } = useWords();
  const fields = [...numberFields, ...flagFields];
  const nameOf = (field: (typeof fields)[number]) =>
    field in numberWords(language)
      ? numberWords(language)[field as keyof ReturnType<typeof numberWords>].name
      : flagWords(language)[field as keyof ReturnType<typeof flagWords>][0];
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: '6px' }}>
      <TextField
        select
        value={leaf.field}
        onChange={({ target }) => {
          const field = fields.find((each) => each === target.value);
          if (field) change(leafOf(field, leaf));
        }}
        slotProps={{ select: { inputProps: { 'aria-label': t('ruleEditor.field') } } }}
        sx={{ width: 176 }}
      >
        {fields.map((field) => (
          <MenuItem key={field} value={field}>
            {nameOf(field)}
          </MenuItem>
        ))}
      </TextField>
      {'is' in leaf ? (
        <TextField
          select
          value={leaf.is ? 'yes' : 'no'}
          onChange={({ target }) => change({ ...leaf, is: target.value === 'yes' })}
          slotProps={{ select: { inputProps: { 'aria-label': t('ruleEditor.holds') } } }}
          sx={{ width: 148 }}
        >
          <MenuItem value="yes">{t('ruleEditor.yes')}</MenuItem>
          <MenuItem value="no">{t('ruleEditor.no')}</MenuItem>
        </TextField>
      ) : (
        <NumberPart leaf={leaf} change={change} />
      )}
      {remove ? (
        <IconButton
          size="small"
          aria-label={t('ruleEditor.removeCondition', { name: nameOf(leaf.field) })}
          onClick={remove}
        >
          <CloseOutlined sx={{ fontSize: 16 }} />
        </IconButton>
      ) : null}
    </Box>
  );
}

function NumberPart({ leaf, change }: { leaf: Extract<Leaf, { op: string }>; change: (leaf: Leaf) => void }) {
  const { t, language } = useWords();
  return (
    <>
      <TextField
        value={leaf.value}
        error={!/^\d{1,9}$/.test(leaf.value.normalize('NFKC').replaceAll(',', '').trim())}
        onChange={({ target }) => change({ ...leaf, value: target.value })}
        sx={{ width: 80, '& input': { textAlign: 'right' } }}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 12, 'aria-label': t('ruleEditor.value') } }}
      />
      <Box component="span" sx={{ fontSize: 13, minWidth: 13 }}>
        {numberWords(language)[leaf.field].unit}
      </Box>
      <TextField
        select
        value={leaf.op}
        onChange={({ target }) => {
          const op = target.value;
          if (op === '>=' || op === '<=' || op === '=') change({ ...leaf, op });
        }}
        slotProps={{ select: { inputProps: { 'aria-label': t('ruleEditor.comparison') } } }}
        sx={{ width: 80 }}
      >
        {(['>=', '<=', '='] as const).map((op) => (
          <MenuItem key={op} value={op}>
            {t(`ruleEditor.${operators[op]}`)}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
}
