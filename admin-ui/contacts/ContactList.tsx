import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import { outcomes } from '../../domain/codes.ts';
import type { ContactRow } from '../../api/schemas/rows.ts';
import { duration } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { DateFilter } from '../parts/DateFilter.tsx';
import { FilterSelect } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import { ReceivableFilter } from '../parts/ReceivableFilter.tsx';
import type { Wire } from '../providers/status.ts';

const Column = DataTable.Col<Wire<ContactRow>>;
const kinds = ['call', 'inbound', 'sms', 'letter', 'visit', 'note'] as const;

/** 経過記録: every call, text and letter with its outcome, the predecessor's too. */
export function ContactList() {
  const { t, code } = useWords();
  return (
    <ListPage
      resource="contacts"
      title={t('lists.contactsTitle')}
      about={t('about.contacts')}
      sort={{ field: 'at', order: 'DESC' }}
      filters={
        <>
          <DateFilter />
          <ReceivableFilter />
          <FilterSelect
            source="kind"
            label={t('lists.kind')}
            choices={kinds.map((value) => ({ value, label: code('contactKinds', value) }))}
          />
          <FilterSelect
            source="outcome"
            label={t('lists.outcome')}
            choices={outcomes.map((value) => ({ value, label: code('outcomes', value) }))}
          />
        </>
      }
    >
      <Column source="at" label={t('common.at')} render={({ at }) => <Moment at={at} year />} />
      <Column
        label={t('common.name')}
        render={(row) => <Link to={`/accounts/${row.account_id}/show`}>{row.name}</Link>}
      />
      <Column label={t('common.receivable')} render={(row) => row.receivable_name} />
      <Column label={t('lists.kind')} render={({ kind }) => code('contactKinds', kind)} />
      <Column
        source="outcome"
        label={t('lists.outcome')}
        render={({ outcome }) => <b>{code('outcomes', outcome)}</b>}
      />
      <Column label={t('lists.spokeWith')} render={({ spoke_with }) => code('spokeWith', spoke_with)} />
      <Column label={t('lists.phone')} render={({ phone_kind }) => code('phoneKinds', phone_kind)} />
      <Column label={t('lists.session')} render={({ session }) => code('sessions', session)} />
      <Column align="right" label={t('lists.talk')} render={({ talk_ms }) => (talk_ms ? duration(talk_ms) : '—')} />
      <Column label={t('common.staff')} render={({ staff_name, source }) => staff_name ?? code('sources', source)} />
    </ListPage>
  );
}
