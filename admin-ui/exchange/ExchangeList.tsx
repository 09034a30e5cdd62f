import { Button } from '@mui/material';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import type { ExchangeFileRow } from '../../api/schemas/exchange.ts';
import { exchangeInterfaces } from '../../domain/exchange-layout.ts';
import { useWords } from '../i18n/useWords.ts';
import { FilterSelect } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import { useCan, useSession } from '../providers/session.ts';
import type { Wire } from '../providers/status.ts';
import { FileState, fileStates } from './FileState.tsx';
import { Upload } from './Upload.tsx';

export type ExchangeFile = Wire<ExchangeFileRow>;
const Column = DataTable.Col<ExchangeFile>;
const senders = ['tax', 'insurance', 'care', 'childcare'] as const;

/** データ授受 (E1): what the departments' systems sent, by state, and the place to hand in a file. */
export function ExchangeList() {
  const { t, code } = useWords();
  const uploads = useCan('administer', 'exchange_file');
  const department = useSession()?.staff.department_code ?? null;
  return (
    <ListPage
      resource="exchange-files"
      title={t('exchange.title')}
      about={t('about.exchange')}
      sort={{ field: 'received_at', order: 'DESC' }}
      empty={t(uploads ? 'exchange.empty' : 'exchange.emptyReadOnly')}
      above={uploads ? <Upload department={department} /> : null}
      filters={
        <>
          {department ? null : (
            <FilterSelect
              source="sender"
              label={t('exchange.sender')}
              choices={senders.map((value) => ({ value, label: t(`exchange.senders.${value}`) }))}
            />
          )}
          <FilterSelect
            source="interface"
            label={t('exchange.interface')}
            choices={exchangeInterfaces.map((value) => ({ value, label: code('interfaces', value) }))}
          />
          <FilterSelect
            source="state"
            label={t('common.state')}
            choices={fileStates.map((value) => ({ value, label: code('fileStates', value) }))}
          />
          <Button component={Link} to="/exchange/layouts" size="small">
            {t('exchange.layouts')}
          </Button>
        </>
      }
    >
      <Column
        source="received_at"
        label={t('exchange.receivedAt')}
        render={({ received_at }) => <Moment at={received_at} />}
      />
      <Column source="sender_name" label={t('exchange.sender')} disableSort />
      <Column
        source="interface"
        label={t('exchange.interface')}
        disableSort
        render={(file) => <Link to={`/exchange/${file.id}/show`}>{code('interfaces', file.interface)}</Link>}
      />
      <Column source="sequence" label={t('exchange.sequence')} align="right" />
      <Column source="as_of" label={t('exchange.asOf')} render={({ as_of }) => <Moment at={as_of} />} />
      <Column
        source="state"
        label={t('common.state')}
        disableSort
        render={({ state }) => <FileState state={state} />}
      />
      <Column source="row_count" label={t('exchange.rows')} align="right" disableSort />
      <Column source="added_count" label={t('exchange.added')} align="right" disableSort />
      <Column source="changed_count" label={t('exchange.changed')} align="right" disableSort />
      <Column source="removed_count" label={t('exchange.removed')} align="right" disableSort />
      <Column source="parked_count" label={t('exchange.parked')} align="right" disableSort />
      <Column
        source="error_count"
        label={t('exchange.errors')}
        align="right"
        disableSort
        render={({ error_count }) => (
          <b style={{ fontWeight: error_count > 0 ? 700 : 400, color: error_count > 0 ? 'var(--bad)' : undefined }}>
            {error_count}
          </b>
        )}
      />
    </ListPage>
  );
}
