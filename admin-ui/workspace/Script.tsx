import { Box, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { formatYen } from '../../domain/money.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import type { CaseWire } from './result.ts';
import type { CallWire } from './useCase.ts';

const parts = ['greeting', 'matter', 'promise', 'passOn', 'answers'] as const;

/** What to say, by situation (C10). To anybody but the debtor only 「折り返しのお電話を」. */
export function Script({ current, call }: { current: CaseWire; call: CallWire | null }) {
  const { t, language } = useWords();
  const [part, setPart] = useState<(typeof parts)[number]>('greeting');
  const about = current.accounts.filter((account) => account.callable > 0);
  const params = {
    name: current.debtor.name,
    receivables: about.map((account) => account.receivable_name).join('、'),
    amount: formatYen(about.reduce((sum, account) => sum + account.callable, 0)),
    date: current.promise_dates[1] ? day(current.promise_dates[1], language) : '',
  };
  if (call?.state === 'ended') return null; // the result needs the room
  return (
    <Box sx={{ px: 4, pb: 2, borderBottom: '1px solid var(--line)' }}>
      <Tabs
        value={part}
        onChange={(_event, next: (typeof parts)[number]) => setPart(next)}
        aria-label={t('workspace.script')}
      >
        {parts.map((name) => (
          <Tab key={name} value={name} label={t(`workspace.scripts.${name}.title`)} />
        ))}
      </Tabs>
      <Box component="p" sx={{ fontSize: 15, lineHeight: 1.7, pt: 1, whiteSpace: 'pre-line', minHeight: 55 }}>
        {t(`workspace.scripts.${part}.text`, params)}
      </Box>
      <Box component="p" sx={{ fontSize: 13, color: 'var(--ink-3)', pt: 1 }}>
        {t('workspace.never')}
      </Box>
    </Box>
  );
}
