import { Box } from '@mui/material';
import { capsSentence, stepSentence } from '../../domain/rule-sentence.ts';
import type { Step } from '../../domain/rules.ts';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import type { RuleVersion } from './rule-version.ts';

/** The escalation table as sentences, with what holds for every line below it. */
export function StepTable({ version }: { version: RuleVersion }) {
  const { t, code, language } = useWords();
  const { steps, promise, restAfterHold } = version.content;
  const columns: Column<Step>[] = [
    { key: 'no', head: t('rules.line'), width: 44, cell: ({ no }) => no },
    { key: 'name', head: t('rules.step'), width: 120, cell: ({ name }) => <b>{name}</b> },
    { key: 'channel', head: t('rules.channel'), width: 84, cell: ({ channel }) => code('channels', channel) },
    {
      key: 'rule',
      head: t('rules.rule'),
      cell: (step) => <Box sx={{ py: 1, lineHeight: 1.5 }}>{stepSentence(step, language)}</Box>,
    },
  ];
  return (
    <>
      <SectionHead end={t('rules.stepsOf', { version: version.version, smart_count: steps.length })}>
        {t('rules.steps')}
      </SectionHead>
      <Table label={t('rules.steps')} columns={columns} rows={steps} rowKey={({ no }) => String(no)} />
      <Box sx={{ mt: 4 }}>
        <LabelForm head={104}>
          <LabelCell head={t('rules.caps')}>{capsSentence(version.content, language)}</LabelCell>
          <LabelCell head={t('rules.promise')}>
            {t('rules.promiseText', { days: promise.graceDays, limit: promise.brokenLimit })}{' '}
            {t(promise.remindBySms ? 'rules.remind' : 'rules.noRemind')}
          </LabelCell>
          <LabelCell head={t('rules.afterHold')}>{t('rules.afterHoldText', { days: restAfterHold })}</LabelCell>
        </LabelForm>
      </Box>
    </>
  );
}
