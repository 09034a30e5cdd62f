import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/useWords.ts';
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
  const refusal = problem.code === 'gate_refused' ? String(problem.params.refusal ?? '') : null;
  const text = problem.text[language];
  return (
    <Notice severity={problem.status >= 500 || problem.status === 0 ? 'error' : 'warning'} action={action}>
      {refusal ? text.replace(refusal, code('refusals', refusal)) : text}
      {problem.request_id && problem.status >= 500 ? (
        <Box component="span" sx={{ display: 'block', fontSize: 13, color: 'var(--ink-2)', fontFamily: 'var(--mono)' }}>
          {t('common.requestId', { id: problem.request_id })}
        </Box>
      ) : null}
    </Notice>
  );
}
