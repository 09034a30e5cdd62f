import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import type { OperationsWire } from './queries.ts';

type Row = OperationsWire['as_of'][number];
type Kind = 'debtors' | 'arrears' | 'phones' | 'payments' | 'holds' | 'history';

/** The last file of each kind from each department. */
export function AsOfTable({ rows }: { rows: Row[] }) {
  const { t, language } = useWords();
  const columns: Column<Row>[] = [
    {
      key: 'department',
      head: t('operations.department'),
      cell: ({ name_ja, name_en }) => (language === 'ja' ? name_ja : name_en),
    },
    { key: 'file', head: t('operations.file'), cell: (row) => t(`operations.interfaces.${row.interface as Kind}`) },
    { key: 'as_of', head: t('operations.dataAt'), cell: ({ as_of }) => <Moment at={as_of} /> },
    { key: 'taken', head: t('operations.taken'), cell: ({ taken_at }) => <Moment at={taken_at} /> },
    {
      key: 'state',
      head: t('operations.state'),
      cell: ({ state }) => (
        <StateChip tone={state === 'off' ? 'plain' : state}>{t(`operations.states.${state}`)}</StateChip>
      ),
    },
  ];
  return (
    <section>
      <SectionHead>{t('operations.asOf')}</SectionHead>
      <Table
        label={t('operations.asOf')}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.department_code} ${row.interface}`}
        empty={t('operations.noFiles')}
      />
    </section>
  );
}
