import { Link } from 'react-router';
import { DataTable } from 'react-admin';
import { waitCodes } from '../../domain/codes.ts';
import { dateOf } from '../../domain/time.ts';
import type { AccountRow } from '../../api/schemas/rows.ts';
import { useWords } from '../i18n/useWords.ts';
import { EraDate } from '../parts/EraDate.tsx';
import { FilterSelect } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Yen } from '../parts/Yen.tsx';
import type { Wire } from '../providers/status.ts';
import { ReceivableFilter } from '../parts/ReceivableFilter.tsx';
import { Deadline } from './Deadline.tsx';
import { Searched } from './Searched.tsx';
import { StateOf } from './StateOf.tsx';

type Row = Wire<AccountRow>;
const Column = DataTable.Col<Row>;

/** 案件: every account with what it waits for and until when. `filter.search` is what the search field found. */
export function AccountList() {
  const { t, code } = useWords();
  return (
    <ListPage
      resource="accounts"
      title={t('account.listTitle')}
      about={t('about.accounts')}
      sort={{ field: 'balance', order: 'DESC' }}
      beside={<Searched />}
      filters={
        <>
          <ReceivableFilter />
          <FilterSelect
            source="state"
            label={t('common.state')}
            choices={states.map((value) => ({ value, label: code('accountStates', value) }))}
          />
          <FilterSelect
            source="waiting_for"
            label={t('lists.waitingFor')}
            choices={waitCodes.map((value) => ({ value, label: code('waits', value) }))}
          />
        </>
      }
    >
      <Column
        source="name"
        label={t('common.name')}
        render={(row) => <Link to={`/accounts/${row.id}/show`}>{row.name}</Link>}
      />
      <Column
        source="addressee_no"
        label={t('common.addresseeNo')}
        disableSort
        render={({ addressee_no }) => <span style={{ fontFamily: 'var(--mono)' }}>{addressee_no}</span>}
      />
      <Column source="ward" label={t('common.ward')} disableSort />
      <Column source="receivable_name" label={t('common.receivable')} disableSort />
      <Column
        align="right"
        source="balance"
        label={t('lists.owedYen')}
        render={({ balance }) => <Yen amount={balance} bold />}
      />
      <Column align="right" source="lines" label={t('lists.lines')} disableSort />
      <Column
        source="oldest_due"
        label={t('lists.oldestDue')}
        render={({ oldest_due }) => <EraDate date={oldest_due} />}
      />
      <Column
        source="state"
        label={t('common.state')}
        render={({ state, waiting_for }) => <StateOf state={state} waitingFor={waiting_for} />}
      />
      <Column source="until" label={t('account.nextDeadline')} render={({ until }) => <Deadline at={until} />} />
      <Column
        source="last_contact_at"
        label={t('lists.lastContact')}
        render={({ last_contact_at, last_outcome }) =>
          last_contact_at ? (
            <>
              <Moment at={dateOf(new Date(last_contact_at))} /> {code('outcomes', last_outcome)}
            </>
          ) : (
            '—'
          )
        }
      />
    </ListPage>
  );
}

const states = ['open', 'waiting', 'stopped', 'closed'] as const;
