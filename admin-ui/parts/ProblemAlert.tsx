import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { ruleRefusals } from '../../domain/rule-life.ts';
import { type CodeGroup, useWords, type Words } from '../i18n/useWords.ts';
import { ApiProblem } from '../providers/http.ts';
import { Notice } from './Notice.tsx';

export interface ProblemAlertProps {
  /** Error of a `useVerb`, a query or a catch; null shows nothing */
  problem: unknown;
  /** E.g. a retry button */
  action?: ReactNode;
}

/** What happened, what to do, and the id to tell the administrator. */
export function ProblemAlert({ problem, action }: ProblemAlertProps) {
  const { t, code, language } = useWords();
  if (!problem) return null;
  if (!(problem instanceof ApiProblem)) {
    return (
      <Notice severity="error" action={action}>
        {t('frame.crashedHelp')}
      </Notice>
    );
  }
  return (
    <Notice severity={problem.status >= 500 || problem.status === 0 ? 'error' : 'warning'} action={action}>
      {sentence(problem, { t, code, language })}
      {problem.request_id && problem.status >= 500 ? (
        <Box component="span" sx={{ display: 'block', fontSize: 13, color: 'var(--ink-2)', fontFamily: 'var(--mono)' }}>
          {t('common.requestId', { id: problem.request_id })}
        </Box>
      ) : null}
    </Notice>
  );
}

const stateGroups: CodeGroup[] = [
  'letterStates',
  'batchStates',
  'fileStates',
  'smsStates',
  'messageStates',
  'taskStates',
];

/** The API puts refusals and states into its sentence by their codes; here they become words. */
function sentence(problem: ApiProblem, { t, code, language }: Words): string {
  const text = problem.text[language];
  const { refusal, state } = problem.params;
  if (problem.code === 'gate_refused' && refusal)
    return text.replace(String(refusal), code('refusals', String(refusal)));
  const ruleRefusal = ruleRefusals.find((known) => known === refusal);
  if (problem.code === 'rule_refused' && ruleRefusal) return t(`rules.refusals.${ruleRefusal}`);
  if (problem.code !== 'wrong_state' || !state) return text;
  const word = stateGroups.map((group) => code(group, String(state))).find((found) => found !== state);
  return word ? text.replace(String(state), word) : text;
}
