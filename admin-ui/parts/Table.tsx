import { Table as MuiTable, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { ReactNode } from 'react';

export interface Column<Row> {
  /** Key of React and of nothing else */
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  number?: boolean;
  width?: number | string;
}

export interface TableProps<Row> {
  /** Named for screen readers */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  selected?: (row: Row) => boolean;
  /** Future rows: grey, dashed */
  planned?: (row: Row) => boolean;
  /** Shown instead of rows */
  empty?: ReactNode;
  /** Cells of the last, bold row */
  foot?: ReactNode;
  fixed?: boolean;
}

/** A dense table of facts at hand (panes, details). Lists of the API use `ListPage`. Put a button or link into the row; rows do not click. */
export function Table<Row>({ label, columns, rows, rowKey, selected, planned, empty, foot, fixed }: TableProps<Row>) {
  return (
    <MuiTable size="small" aria-label={label} sx={{ tableLayout: fixed ? 'fixed' : 'auto' }}>
      <TableHead>
        <TableRow>
          {columns.map(({ key, head, number, width }) => (
            <TableCell key={key} align={number ? 'right' : 'left'} style={{ width }}>
              {head}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={rowKey(row)} selected={selected?.(row) ?? false} sx={planned?.(row) ? plannedRow : undefined}>
            {columns.map(({ key, cell, number }) => (
              <TableCell key={key} align={number ? 'right' : 'left'} sx={number ? { whiteSpace: 'nowrap' } : undefined}>
                {cell(row)}
              </TableCell>
            ))}
          </TableRow>
        ))}
        {rows.length === 0 && empty ? (
          <TableRow>
            <TableCell colSpan={columns.length} sx={{ color: 'var(--ink-2)' }}>
              {empty}
            </TableCell>
          </TableRow>
        ) : null}
        {foot ? <TableRow sx={{ '& td': { fontWeight: 700, borderBottom: 0 } }}>{foot}</TableRow> : null}
      </TableBody>
    </MuiTable>
  );
}

const plannedRow = { '& td': { color: 'var(--ink-2)', bgcolor: '#f7f8fa', borderBottomStyle: 'dashed' } } as const;
