import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { formatYen } from '../../domain/money.ts';
import { useWords } from '../i18n/useWords.ts';
import { ListLink } from '../parts/ListLink.tsx';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import type { HomeWire } from './Home.tsx';

/** 前回の運営日以降: what came in and changed while nobody was here; each line opens what it counts. */
export function Since({ since }: { since: HomeWire['happened'] }) {
  const { t } = useWords();
  const rows: [to: string, what: string, figure: ReactNode, filter?: Record<string, string>][] = [
    [
      'exchange',
      t('home.filesTaken', { smart_count: since.files_taken }),
      t('home.fileErrors', { smart_count: since.file_errors }),
    ],
    [
      'payments',
      t('home.paymentsIn', { smart_count: since.payments.count, withdrawn: since.tasks_withdrawn }),
      `${formatYen(since.payments.yen)}${t('common.yen')}`,
    ],
    [
      'promises',
      t('home.promisesBroken'),
      t('common.cases', { smart_count: since.promises_broken }),
      { state: 'broken' },
    ],
    ['letters', t('home.lettersDue'), t('common.letters', { smart_count: since.letters_due })],
    ['tasks', t('home.tasksMade'), t('common.cases', { smart_count: since.tasks_made })],
  ];
  return (
    <Box>
      <SectionHead
        end={
          <>
            <Moment at={since.since} /> {t('home.sinceThen')}
          </>
        }
      >
        {t('home.since')}
      </SectionHead>
      {rows.map(([resource, what, figure, filter]) => (
        <Box
          key={resource}
          sx={{ display: 'flex', justifyContent: 'space-between', py: 1.5, borderTop: '1px solid var(--line)' }}
        >
          <ListLink resource={resource} {...(filter ? { filter } : {})}>
            {what}
          </ListLink>
          <b>{figure}</b>
        </Box>
      ))}
    </Box>
  );
}
