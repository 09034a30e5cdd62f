import DownloadOutlined from '@mui/icons-material/DownloadOutlined';
import { useQuery } from '@tanstack/react-query';
import { Box, Button } from '@mui/material';
import type { ExchangeErrorRow } from '../../api/schemas/exchange.ts';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { api } from '../providers/http.ts';
import type { ExchangeFile } from './ExchangeList.tsx';

/** Beyond this many rows the CSV is the better tool; the page shows the first ones. */
const SHOWN = 200;
const MOST = 5_000;

/** What is wrong, row by row, and what to do; as CSV for the one who corrects the file. */
export function ErrorTable({ file }: { file: ExchangeFile }) {
  const { t, language } = useWords();
  const { data, error } = useQuery({
    queryKey: ['exchange', 'errors', file.id, file.state],
    queryFn: ({ signal }) => api.get<ExchangeErrorRow[]>(`/api/exchange-files/${file.id}/errors`, signal),
    enabled: file.error_count > 0,
  });
  if (file.error_count === 0) return null;
  const columns: Column<ExchangeErrorRow>[] = [
    { key: 'row', head: t('exchange.row'), number: true, width: 72, cell: ({ row_no }) => row_no },
    {
      key: 'column',
      head: t('exchange.column'),
      width: 160,
      cell: ({ column_name }) => column_name || t('exchange.wholeFile'),
    },
    {
      key: 'what',
      head: t('exchange.what'),
      cell: ({ message_ja, message_en }) => (language === 'ja' ? message_ja : message_en),
    },
  ];
  return (
    <Box>
      <SectionHead
        end={
          <Button
            component="a"
            href={`/api/exchange-files/${file.id}/errors.csv`}
            size="small"
            startIcon={<DownloadOutlined />}
          >
            {t('exchange.csv')}
          </Button>
        }
      >
        {t('exchange.errorTable')}　{t('common.cases', { smart_count: file.error_count })}
      </SectionHead>
      <ProblemAlert problem={error} />
      <Table
        label={t('exchange.errorTable')}
        columns={columns}
        rows={data?.slice(0, SHOWN) ?? []}
        rowKey={({ row_no, column_name, code }) => `${row_no} ${column_name} ${code}`}
      />
      {data && data.length > SHOWN ? (
        <Box sx={{ mt: 2, fontSize: 13, color: 'var(--ink-2)' }}>
          {t('exchange.firstErrors', { shown: SHOWN, total: Math.min(file.error_count, MOST) })}
        </Box>
      ) : null}
    </Box>
  );
}
