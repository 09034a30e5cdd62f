import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { stepChanges, type StepChange } from '../../domain/rule-diff.ts';
import { stepSentence } from '../../domain/rule-sentence.ts';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useRuleMatches, type Version } from './rule-version.ts';
import { entered, Sentence, struck } from './Sentence.tsx';
import { WholeRules } from './WholeRules.tsx';

interface StepTableProps {
  version: Version;
  /** Beside the version it was drafted from */
  marked: boolean;
  end: ReactNode;
}

/** The escalation table as sentences, with what holds for every line below it. */
export function StepTable({ version, marked, end }: StepTableProps) {
  const { t, code, language } = useWords();
  const base = marked && version.base ? version.base.content : version.content;
  const rows = stepChanges(base, version.content);
  const { data: matches } = useRuleMatches(version.id);
  const count = (kind: StepChange['kind']) => rows.filter((row) => row.kind === kind).length;
  const columns: Column<StepChange>[] = [
    {
      key: 'no',
      head: t('rules.line'),
      width: 44,
      cell: ({ kind, step }) => (
        <b style={{ color: kind === 'same' ? undefined : 'var(--accent)' }}>
          {kind === 'added' ? '+' : kind === 'removed' ? '−' : ''}
          {step?.no}
        </b>
      ),
    },
    {
      key: 'name',
      head: t('rules.step'),
      width: 120,
      cell: ({ step, was }) => <b>{(step ?? was)!.name}</b>,
    },
    {
      key: 'channel',
      head: t('rules.channel'),
      width: 84,
      cell: ({ step, was }) => code('channels', (step ?? was)!.channel),
    },
    {
      key: 'rule',
      head: t('rules.rule'),
      cell: (row) => (
        <Box sx={{ py: 1, lineHeight: 1.5 }}>
          <Rule change={row} sentence={(step) => stepSentence(step, language)} />
        </Box>
      ),
    },
  ];
  columns.push({
    key: 'matches',
    head: t('rules.matches'),
    number: true,
    width: 112,
    cell: ({ step, was }) => {
      const now = step ? matches?.version[step.no - 1] : undefined;
      const before = marked && was ? matches?.base?.[was.no - 1] : undefined;
      return (
        <>
          {before !== undefined && before !== now ? `${before.toLocaleString('ja-JP')} → ` : ''}
          <b>{now?.toLocaleString('ja-JP') ?? '—'}</b>
        </>
      );
    },
  });
  const changed = count('changed');
  const isChanged = changed + count('added') + count('removed') > 0;
  return (
    <>
      <SectionHead
        beside={
          <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
            {marked && isChanged
              ? t('rules.changes', { changed, added: count('added'), removed: count('removed') })
              : t('rules.stepsOf', { version: version.version, smart_count: version.content.steps.length })}
          </Box>
        }
        end={end}
      >
        {t('rules.steps')}
      </SectionHead>
      <Table
        label={t('rules.steps')}
        columns={columns}
        rows={rows}
        rowKey={({ kind, step, was }) => `${kind} ${step?.no ?? ''} ${was?.no ?? ''}`}
        selected={({ kind }) => kind !== 'same'}
      />
      <WholeRules rules={version.content} was={base} />
    </>
  );
}

function Rule({
  change,
  sentence,
}: {
  change: StepChange;
  sentence: (step: NonNullable<StepChange['step']>) => string;
}) {
  switch (change.kind) {
    case 'same':
      return sentence(change.step);
    case 'changed':
      return <Sentence text={sentence(change.step)} was={sentence(change.was)} />;
    case 'added':
      return (
        <Box component="ins" sx={entered}>
          {sentence(change.step)}
        </Box>
      );
    case 'removed':
      return (
        <Box component="del" sx={struck}>
          {sentence(change.was)}
        </Box>
      );
  }
}
