import AddOutlined from '@mui/icons-material/AddOutlined';
import ArrowDownwardOutlined from '@mui/icons-material/ArrowDownwardOutlined';
import ArrowUpwardOutlined from '@mui/icons-material/ArrowUpwardOutlined';
import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import { Box, Button, IconButton } from '@mui/material';
import { stepSentence } from '../../../domain/rule-sentence.ts';
import type { RuleSet } from '../../../domain/rules.ts';
import { useWords } from '../../i18n/useWords.ts';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import { isWrong, newStep, type StepDraft } from './rule-draft.ts';

interface StepRowsProps {
  steps: StepDraft[];
  /** The draft as rules, where it can be read */
  rules: RuleSet | null;
  wrong: ReadonlySet<string>;
  selected: string | null;
  select: (key: string) => void;
  change: (steps: StepDraft[]) => void;
}

interface Row {
  step: StepDraft;
  no: number;
}

/** The table while it is edited: each line as the sentence it will be, to be moved, removed or opened in the form beside it. */
export function StepRows({ steps, rules, wrong, selected, select, change }: StepRowsProps) {
  const { t, code, language } = useWords();
  const move = (index: number, by: 1 | -1) => {
    const moved = [...steps];
    const [step] = moved.splice(index, 1);
    if (step) moved.splice(index + by, 0, step);
    change(moved);
  };
  const add = () => {
    const step = newStep();
    change([...steps, step]);
    select(step.key);
  };
  const columns: Column<Row>[] = [
    { key: 'no', head: t('rules.line'), width: 44, cell: ({ no }) => no },
    {
      key: 'name',
      head: t('rules.step'),
      width: 136,
      cell: ({ step, no }) => (
        <Button
          variant="text"
          size="small"
          aria-pressed={step.key === selected}
          sx={{
            p: 0,
            height: 24,
            fontWeight: 700,
            color: isWrong(wrong, `steps.${no - 1}`) ? 'var(--bad)' : undefined,
          }}
          onClick={() => select(step.key)}
        >
          {step.name || t('ruleEditor.unnamed')}
        </Button>
      ),
    },
    { key: 'channel', head: t('rules.channel'), width: 76, cell: ({ step }) => code('channels', step.channel) },
    {
      key: 'rule',
      head: t('rules.rule'),
      cell: ({ no }) => (
        <Box sx={{ py: 1, lineHeight: 1.5 }}>
          {rules?.steps[no - 1] ? (
            stepSentence(rules.steps[no - 1]!, language)
          ) : isWrong(wrong, `steps.${no - 1}`) ? (
            <Box component="span" sx={{ color: 'var(--bad)' }}>
              {t('ruleEditor.unreadable')}
            </Box>
          ) : (
            '…'
          )}
        </Box>
      ),
    },
    {
      key: 'acts',
      head: t('ruleEditor.order'),
      width: 104,
      cell: ({ step, no }) => {
        const name = step.name || t('ruleEditor.stepNo', { no });
        return (
          <Box sx={{ whiteSpace: 'nowrap' }}>
            <IconButton
              size="small"
              disabled={no === 1}
              aria-label={t('ruleEditor.up', { name })}
              onClick={() => move(no - 1, -1)}
            >
              <ArrowUpwardOutlined sx={{ fontSize: 16 }} />
            </IconButton>
            <IconButton
              size="small"
              disabled={no === steps.length}
              aria-label={t('ruleEditor.down', { name })}
              onClick={() => move(no - 1, 1)}
            >
              <ArrowDownwardOutlined sx={{ fontSize: 16 }} />
            </IconButton>
            <IconButton
              size="small"
              disabled={steps.length === 1}
              aria-label={t('ruleEditor.remove', { name })}
              onClick={() => change(steps.filter((each) => each !== step))}
            >
              <DeleteOutlined sx={{ fontSize: 16 }} />
            </IconButton>
          </Box>
        );
      },
    },
  ];
  return (
    <>
      <SectionHead
        end={
          <Button size="small" startIcon={<AddOutlined />} onClick={add} disabled={steps.length >= 30}>
            {t('ruleEditor.addStep')}
          </Button>
        }
      >
        {t('rules.steps')}
      </SectionHead>
      <Table
        label={t('rules.steps')}
        columns={columns}
        rows={steps.map((step, index) => ({ step, no: index + 1 }))}
        rowKey={({ step }) => step.key}
        selected={({ step }) => step.key === selected}
      />
    </>
  );
}
