import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import type { OperationsWire } from './queries.ts';

type Row = OperationsWire['recoveries'][number];

/** What was lost in the last thirty days, and what was made good. */
export function RecoveryTable({ rows }: { rows: Row[] }) {
  const { t } = useWords();
  const columns: Column<Row>[] = [
    { key: 'at', head: t('operations.when'), width: 160, cell: ({ recorded_at }) => <Moment at={recorded_at} /> },
    { key: 'kind', head: t('operations.what'), cell: ({ kind }) => t(`operations.recovery.${kind}`) },
    {
      key: 'episodes',
      head: t('operations.episodes'),
      number: true,
      cell: ({ ended_at, episodes }) => (ended_at ? episodes : t('operations.underWay')),
    },
    { key: 'effects', head: t('operations.effects'), number: true, cell: ({ effects }) => effects },
  ];
  return (
    <section>
      <SectionHead>{t('operations.recoveries')}</SectionHead>
      <Table
        label={t('operations.recoveries')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => String(id)}
        empty={t('operations.noRecoveries')}
      />
    </section>
  );
}
