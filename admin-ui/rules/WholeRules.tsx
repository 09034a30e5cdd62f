import { Box } from '@mui/material';
import {
  capsSentence,
  effectSentence,
  promiseSentence,
  retrySentence,
  seasonSentence,
} from '../../domain/rule-sentence.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { useWords, type Words } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Sentence } from './Sentence.tsx';

const parts = ['caps', 'retry', 'promise', 'afterHold', 'season', 'windows'] as const;
type Part = (typeof parts)[number];

/** What holds for every line of the table, beside what it was. */
export function WholeRules({ rules, was }: { rules: RuleSet; was: RuleSet }) {
  const words = useWords();
  return (
    <Box sx={{ mt: 4 }}>
      <LabelForm head={104}>
        {parts.map((part) => {
          const [before, after] = [textOf(part, was, words), textOf(part, rules, words)];
          return (
            <LabelCell key={part} head={words.t(`rules.${part}`)}>
              {before === after ? after : <Sentence text={after} was={before} />}
            </LabelCell>
          );
        })}
      </LabelForm>
    </Box>
  );
}

function textOf(part: Part, rules: RuleSet, { t, language }: Words): string {
  switch (part) {
    case 'caps':
      return capsSentence(rules, language);
    case 'retry':
      return retrySentence(rules, language);
    case 'promise':
      return promiseSentence(rules, language);
    case 'afterHold':
      return t('rules.afterHoldText', { days: rules.restAfterHold });
    case 'season':
      return seasonSentence(rules, language);
    case 'windows':
      return effectSentence(rules, language);
  }
}
