import { Box, Button, MenuItem, TextField } from '@mui/material';
import { useWords } from '../../i18n/useWords.ts';
import { type ConditionDraft, type Group, isGroup, type Leaf, newGroup, newLeaf } from './rule-draft.ts';
import { LeafRow } from './LeafRow.tsx';

interface ConditionEditorProps {
  condition: ConditionDraft;
  /** The step's name, for screen readers */
  of: string;
  change: (condition: ConditionDraft) => void;
}

/** When a step is taken: rows that must all hold or of which one must, and at most one level of groups inside. */
export function ConditionEditor({ condition, of, change }: ConditionEditorProps) {
  const { t } = useWords();
  const { kind, items } = condition;
  const set = (index: number, item: Leaf | Group) =>
    change({ kind, items: items.map((each, at) => (at === index ? item : each)) });
  const remove = (index: number) => change({ kind, items: items.filter((_, at) => at !== index) });
  return (
    <Box
      role="group"
      aria-label={t('ruleEditor.conditionOf', { name: of })}
      sx={{ display: 'grid', gap: 2, width: '100%' }}
    >
      <KindSelect
        kind={kind}
        label={t('ruleEditor.kindOf', { name: of })}
        change={(next) => change({ kind: next, items })}
      />
      {items.map((item, index) =>
        isGroup(item) ? (
          <GroupRows
            key={item.key}
            group={item}
            change={(group) => (group.items.length > 0 ? set(index, group) : remove(index))}
          />
        ) : (
          <LeafRow
            key={item.key}
            leaf={item}
            change={(leaf) => set(index, leaf)}
            remove={items.length > 1 ? () => remove(index) : null}
          />
        ),
      )}
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button
          size="small"
          onClick={() => change({ kind, items: [...items, newLeaf()] })}
          disabled={items.length >= 10}
        >
          {t('ruleEditor.addCondition')}
        </Button>
        <Button
          size="small"
          onClick={() => change({ kind, items: [...items, newGroup(kind === 'all' ? 'any' : 'all')] })}
          disabled={items.length >= 10}
        >
          {t('ruleEditor.addGroup')}
        </Button>
      </Box>
    </Box>
  );
}

function GroupRows({ group, change }: { group: Group; change: (group: Group) => void }) {
  const { t } = useWords();
  const { items } = group;
  return (
    <Box
      role="group"
      aria-label={t('ruleEditor.group')}
      sx={{ display: 'grid', gap: 2, pl: 3, borderLeft: '3px solid var(--accent-line)' }}
    >
      <KindSelect kind={group.kind} label={t('ruleEditor.group')} change={(kind) => change({ ...group, kind })} />
      {items.map((leaf, index) => (
        <LeafRow
          key={leaf.key}
          leaf={leaf}
          change={(next) => change({ ...group, items: items.map((each, at) => (at === index ? next : each)) })}
          remove={() => change({ ...group, items: items.filter((_, at) => at !== index) })}
        />
      ))}
      <Box>
        <Button
          size="small"
          onClick={() => change({ ...group, items: [...items, newLeaf()] })}
          disabled={items.length >= 10}
        >
          {t('ruleEditor.addToGroup')}
        </Button>
      </Box>
    </Box>
  );
}

function KindSelect(props: { kind: 'all' | 'any'; label: string; change: (kind: 'all' | 'any') => void }) {
  const { t } = useWords();
  return (
    <TextField
      select
      value={props.kind}
      onChange={({ target }) => props.change(target.value === 'any' ? 'any' : 'all')}
      slotProps={{ select: { inputProps: { 'aria-label': props.label } } }}
      sx={{ width: 200 }}
    >
      <MenuItem value="all">{t('ruleEditor.all')}</MenuItem>
      <MenuItem value="any">{t('ruleEditor.any')}</MenuItem>
    </TextField>
  );
}
