import { Box } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lagCodes, partCodes } from '../../domain/operations.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { AccessDenied } from '../layout/MissingPage.tsx';
import { Page } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { api } from '../providers/http.ts';
import { useCan } from '../providers/session.ts';
import { AsOfTable } from './AsOfTable.tsx';
import { ChecksTable } from './ChecksTable.tsx';
import { EVERY_MS, OPERATIONS_KEY, type OperationsWire } from './queries.ts';
import { LedgerChecks } from './LedgerChecks.tsx';
import { RecoveryTable } from './RecoveryTable.tsx';
import { StuckTable } from './StuckTable.tsx';
import { UnknownTable } from './UnknownTable.tsx';

/** 運用状況: what runs, what lags, how old the city's data are, and for each what to do (I3). */
export function OperationsPage() {
  const { t } = useWords();
  const mayRead = useCan('read', 'operation');
  const { data, error } = useQuery({
    queryKey: OPERATIONS_KEY,
    queryFn: ({ signal }) => api.get<OperationsWire>('/api/system', signal),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    enabled: mayRead,
  });
  if (!mayRead) return <AccessDenied />;
  if (!data) return error ? <ProblemAlert problem={error} /> : <Loading />;
  const parts = data.checks.filter(({ code }) => partCodes.some((part) => part === code));
  const lags = data.checks.filter(({ code }) => lagCodes.some((lag) => lag === code));
  return (
    <Page
      title={t('operations.title')}
      about={t('about.system')}
      beside={
        <span role="status">
          <StateChip tone={data.worst}>{t(`operations.worst.${data.worst}`)}</StateChip>
        </span>
      }
    >
      <Box sx={{ px: 6, py: 4, minHeight: 0, overflow: 'auto', display: 'grid', gap: 6, alignContent: 'start' }}>
        <ProblemAlert problem={error} />
        <ChecksTable title={t('operations.parts')} checks={parts} />
        <ChecksTable title={t('operations.lags')} checks={lags} />
        <StuckTable />
        <UnknownTable effects={data.unknown} />
        <AsOfTable rows={data.as_of} />
        <LedgerChecks rows={data.ledger_checks} />
        <RecoveryTable rows={data.recoveries} />
      </Box>
    </Page>
  );
}
