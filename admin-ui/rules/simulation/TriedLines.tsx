import { Box } from '@mui/material';
import { conditionPhrase, flagWords, numberWords } from '../../../domain/rule-sentence.ts';
import type { Step } from '../../../domain/rules.ts';
import { useWords } from '../../i18n/useWords.ts';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { StateChip } from '../../parts/StateChip.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import type { DayLived } from './simulations.ts';

type StepRead = DayLived['steps'][number];
type Part = StepRead['parts'][number];

interface Row {
  read: StepRead;
  part: Part;
  isFirst: boolean;
}

/** The table as it is read that day: what each line's condition asks, what the account has, and whether it holds. */
export function TriedLines({ steps, read }: { steps: Step[]; read: StepRead[] }) {
  const { t, language } = useWords();
  const rows = read.flatMap((each) =>
    each.parts.map((part, index): Row => ({ read: each, part, isFirst: index === 0 })),
  );
  const value = ({ condition, value: found }: Part) => {
    if ('is' in condition) return flagWords(language)[condition.field][found ? 0 : 1];
    return `${found.toLocaleString('ja-JP')}${language === 'ja' ? '' : ' '}${numberWords(language)[condition.field].unit}`;
  };
  const columns: Column<Row>[] = [
    {
      key: 'line',
      head: t('rules.line'),
      width: 128,
      cell: ({ read: { no, holds }, isFirst }) =>
        isFirst ? (
          <Box sx={{ py: 1, display: 'grid', gap: 1, justifyItems: 'start' }}>
            <b>
              {no} {steps[no - 1]?.name}
            </b>
            <StateChip tone={holds ? 'ok' : 'plain'}>
              {t(holds ? 'simulation.tried.holds' : 'simulation.tried.fails')}
            </StateChip>
          </Box>
        ) : null,
    },
    {
      key: 'condition',
      head: t('simulation.tried.condition'),
      cell: ({ part }) => (
        <Box component="span" sx={{ whiteSpace: 'normal', lineHeight: 1.5 }}>
          {conditionPhrase(part.condition, language)}
        </Box>
      ),
    },
    { key: 'value', head: t('simulation.tried.value'), width: 112, cell: ({ part }) => <b>{value(part)}</b> },
    {
      key: 'holds',
      head: t('simulation.tried.result'),
      width: 64,
      cell: ({ part }) => t(part.holds ? 'common.yes' : 'common.no'),
    },
  ];
  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead level={3}>{t('simulation.tried.lines')}</SectionHead>
      <Table
        fixed
        label={t('simulation.tried.lines')}
        columns={columns}
        rows={rows}
        rowKey={({ read: { no, parts }, part }) => `${no} ${parts.indexOf(part)}`}
      />
    </Box>
  );
}
