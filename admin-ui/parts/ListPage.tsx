import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, ListBase, Pagination, type RaRecord, type SortPayload, useListContext } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { EmptyState } from './EmptyState.tsx';
import { Page } from './Page.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';

export interface ListPageProps {
  resource: string;
  title: string;
  about?: string;
  sort: SortPayload;
  /** `DataTable.Col`s; `const Column = DataTable.Col<AccountRow>` checks `source` against the row. Put a Link into the row: rows do not click. */
  children: ReactNode;
  /** Always in force */
  filter?: Record<string, unknown>;
  filterDefaultValues?: Record<string, unknown>;
  /** `FilterSelect`s and `FilterToggle`s, at the right end of the title row */
  filters?: ReactNode;
  beside?: ReactNode;
  /** Under the title row: figures, notices */
  above?: ReactNode;
  /** What to do when there is nothing at all */
  empty?: ReactNode;
  perPage?: number;
}

/** A list of the API: title row with filters, a dense table that scrolls under its head, pages at the foot. */
export function ListPage(props: ListPageProps) {
  const {
    resource,
    title,
    about,
    sort,
    children,
    filter,
    filterDefaultValues,
    filters,
    beside,
    above,
    empty,
    perPage = 50,
  } = props;
  return (
    <ListBase
      resource={resource}
      sort={sort}
      filter={filter}
      filterDefaultValues={filterDefaultValues}
      perPage={perPage}
      exporter={false}
      storeKey={false}
    >
      <Page title={title} about={about} beside={beside} end={filters}>
        <Box sx={{ display: 'grid', gridTemplate: 'auto minmax(0, 1fr) auto / minmax(0, 1fr)', minHeight: 0 }}>
          <Box>{above}</Box>
          <Rows empty={empty}>{children}</Rows>
          <Box sx={{ px: 6, borderTop: '1px solid var(--line)' }}>
            <Pagination rowsPerPageOptions={[25, 50, 100]} />
          </Box>
        </Box>
      </Page>
    </ListBase>
  );
}

function Rows({ children, empty }: { children: ReactNode; empty?: ReactNode }) {
  const { t, language } = useWords();
  const { error, total, filterValues } = useListContext<RaRecord>();
  if (error) {
    return (
      <Box sx={{ p: 6 }}>
        <ProblemAlert problem={error} />
      </Box>
    );
  }
  if (total === 0) {
    const filtered = Object.keys(filterValues).length > 0;
    return <EmptyState>{filtered ? t('common.emptyFiltered') : (empty ?? t('common.empty'))}</EmptyState>;
  }
  return (
    <Box sx={{ overflow: 'auto', px: 6, minHeight: 0 }}>
      <DataTable
        bulkActionButtons={false}
        rowClick={false}
        hover={false}
        size="small"
        sx={language === 'en' ? { ...dense, ...longWords } : dense}
      >
        {children}
      </DataTable>
    </Box>
  );
}

const dense = {
  '& .RaDataTable-thead th': { position: 'sticky', top: 0, zIndex: 1, bgcolor: 'var(--label)', borderTop: 0 },
  '& .RaDataTable-tbody td': { whiteSpace: 'nowrap', maxWidth: 184, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .RaDataTable-tableWrapper': { overflow: 'visible' },
} as const;

/** English says the same in twice the width: heads break, and cells stand closer. Nothing is cut off for it. */
const longWords = {
  '& .RaDataTable-thead th': {
    ...dense['& .RaDataTable-thead th'],
    px: '6px',
    verticalAlign: 'bottom',
    lineHeight: 1.3,
    whiteSpace: 'normal',
  },
  '& .RaDataTable-tbody td': { ...dense['& .RaDataTable-tbody td'], px: '6px' },
} as const;
