import { Button } from '@mui/material';
import { useNotify } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useVerb } from '../providers/useVerb.ts';
import type { OperationsWire } from './queries.ts';

type Row = OperationsWire['ledger_checks'][number];

/** Whether the ledger still is as it was sealed: the last checks, what they found, and one more now. */
export function LedgerChecks({ rows }: { rows: Row[] }) {
  const { t, language } = useWords();
  const notify = useNotify();
  const check = useVerb<void, null>({ path: '/api/ledger-checks' });
  const columns: Column<Row>[] = [
    { key: 'at', head: t('operations.when'), width: 160, cell: ({ checked_at }) => <Moment at={checked_at} /> },
    {
      key: 'state',
      head: t('operations.state'),
      width: 112,
      cell: ({ ok }) => (
        <StateChip tone={ok ? 'ok' : 'bad'}>{t(ok ? 'operations.states.ok' : 'operations.states.bad')}</StateChip>
      ),
    },
    { key: 'rows', head: t('operations.ledgerRows'), number: true, width: 96, cell: ({ rows: count }) => count },
    { key: 'seals', head: t('operations.ledgerSeals'), number: true, width: 72, cell: ({ seals }) => seals },
    { key: 'unsealed', head: t('operations.unsealed'), number: true, width: 96, cell: ({ unsealed }) => unsealed },
    {
      key: 'findings',
      head: t('operations.findings'),
      cell: ({ findings }) =>
        findings.length === 0
          ? t('operations.asSealed')
          : findings.map((finding) => <div key={finding.en}>{finding[language]}</div>),
    },
  ];
  return (
    <section>
      <SectionHead
        end={
          <Button
            size="small"
            disabled={check.isPending}
            onClick={() =>
              check.mutate(undefined, {
                onSuccess: () => notify(t('operations.checking'), { type: 'success' }),
                onError: (problem) => notify(problem.text[language], { type: 'error' }),
              })
            }
          >
            {t('operations.checkNow')}
          </Button>
        }
      >
        {t('operations.ledgerChecks')}
      </SectionHead>
      <Table
        label={t('operations.ledgerChecks')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => String(id)}
        empty={t('operations.noLedgerChecks')}
        fixed
      />
    </section>
  );
}
