import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { Notice, type NoticeProps } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Progress } from '../parts/Progress.tsx';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { ExchangeFile } from './ExchangeList.tsx';

/** Where the file stands in one sentence, its progress, and the two answers to a checked one. */
export function FileActs({ file }: { file: ExchangeFile }) {
  const { t } = useWords();
  const decides = useCan('administer', 'exchange_file');
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const answer = useVerb<'commit' | 'reject', null>({ path: (verb) => `/api/exchange-files/${file.id}/${verb}` });
  const [severity, text] = useStanding(file);
  const give = (verb: 'commit' | 'reject') =>
    answer.mutate(verb, {
      onSettled: () => {
        void queries.invalidateQueries({ queryKey: ['exchange'] });
        void queries.invalidateQueries({ queryKey: ['exchange-files'] });
      },
    });
  // The workflow takes the answer a moment after the API has; until the file's state says so there is nothing more to press
  const given = answer.isPending || answer.isSuccess;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Notice severity={severity}>{text}</Notice>
      <ProblemAlert problem={answer.error} />
      {file.state === 'checking' || file.state === 'committing' ? (
        <Progress label={t('exchange.progressOf')} done={file.done_count} total={file.row_count} />
      ) : null}
      {file.state === 'checked' && decides ? (
        <Box sx={{ display: 'flex', gap: '10px' }}>
          <KeyButton
            keys="alt+enter"
            note={t('exchange.commit')}
            variant="contained"
            color="primary"
            size="large"
            loading={given && answer.variables === 'commit'}
            disabled={given}
            sx={{ minWidth: 220 }}
            onClick={() => give('commit')}
          >
            {t('exchange.commit')}
          </KeyButton>
          <Button size="large" disabled={given} onClick={() => (sure ? give('reject') : setSure(true))}>
            {t(sure ? 'exchange.rejectSure' : 'exchange.reject')}
          </Button>
        </Box>
      ) : null}
    </Box>
  );
}

function useStanding(file: ExchangeFile): [severity: NoticeProps['severity'], text: string] {
  const { t, language } = useWords();
  switch (file.state) {
    case 'checking':
      return ['info', t('exchange.checking')];
    case 'checked':
      return ['info', t('exchange.checked')];
    case 'committing':
      return ['info', t('exchange.committing')];
    case 'committed':
      return [
        'success',
        t('exchange.committed', { at: file.committed_at ? moment(new Date(file.committed_at), language) : '—' }),
      ];
    case 'unchanged':
      return ['success', t('exchange.unchanged')];
    case 'rejected':
      return file.error_count > 0
        ? ['error', t('exchange.refused', { smart_count: file.error_count })]
        : ['warning', t('exchange.rejected')];
  }
}
