import { Link } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import type { CheckWire } from './queries.ts';

/** Where what lags is worked on. */
const pages: Partial<Record<CheckWire['code'], string>> = {
  due: '/accounts',
  unknown: '/sms',
};

/** Each with its state in a word and, when it is not well, a sentence that says what to do. */
export function ChecksTable({ title, checks }: { title: string; checks: CheckWire[] }) {
  const { t } = useWords();
  const columns: Column<CheckWire>[] = [
    { key: 'what', head: t('operations.what'), width: 260, cell: ({ code }) => t(`operations.checks.${code}`) },
    {
      key: 'state',
      head: t('operations.state'),
      width: 112,
      cell: ({ state }) => (
        <StateChip tone={state === 'off' ? 'plain' : state}>{t(`operations.states.${state}`)}</StateChip>
      ),
    },
    { key: 'count', head: t('operations.count'), number: true, width: 72, cell: ({ count }) => count ?? '' },
    {
      key: 'at',
      head: t('operations.since'),
      width: 160,
      cell: ({ at }) => (at ? <Moment at={at} /> : ''),
    },
    {
      key: 'todo',
      head: t('operations.todo'),
      cell: ({ code, state }) => {
        if (state === 'ok' || state === 'off') return '';
        const page = pages[code];
        return (
          <>
            {t(`operations.advice.${code}`)}
            {page ? (
              <Link component={RouterLink} to={page} sx={{ ml: 2, whiteSpace: 'nowrap' }}>
                {t('operations.open')}
              </Link>
            ) : null}
          </>
        );
      },
    },
  ];
  return (
    <section>
      <SectionHead>{title}</SectionHead>
      <Table label={title} columns={columns} rows={checks} rowKey={({ code }) => code} fixed />
    </section>
  );
}
