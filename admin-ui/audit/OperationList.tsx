import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import type { OperationRow } from '../../api/schemas/setting.ts';
import { type WordKey, useWords } from '../i18n/useWords.ts';
import { DateFilter } from '../parts/DateFilter.tsx';
import { FilterSelect } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import type { Wire } from '../providers/status.ts';

const Column = DataTable.Col<Wire<OperationRow>>;
const functions = [
  'view',
  'search',
  'reveal',
  'export',
  'create',
  'update',
  'login',
  'login_failed',
  'logout',
] as const;
const targets = [
  'account',
  'accounts',
  'case',
  'contacts',
  'promises',
  'tasks',
  'payments',
  'sms',
  'letter',
  'letter_batch',
  'messages',
  'hand-overs',
  'exchange_file',
  'staff',
  'debtor',
] as const;

/** 監査: the operation log, newest first: who saw, changed or took out what, when (§17(2)サ). */
export function OperationList() {
  const { t } = useWords();
  const word = (group: 'functions' | 'targets', name: string) => {
    const key = `rules.${group}.${name}`;
    const text = t(key as WordKey);
    return text === key ? name : text;
  };
  return (
    <ListPage
      resource="operations"
      title={t('rules.auditTitle')}
      about={t('about.audit')}
      sort={{ field: 'id', order: 'DESC' }}
      filters={
        <>
          <DateFilter />
          <FilterSelect
            source="function"
            label={t('rules.function')}
            choices={functions.map((value) => ({ value, label: t(`rules.functions.${value}`) }))}
          />
          <FilterSelect
            source="target_kind"
            label={t('rules.target')}
            choices={targets.map((value) => ({ value, label: t(`rules.targets.${value}`) }))}
          />
        </>
      }
    >
      <Column source="at" label={t('rules.whenReal')} render={({ at }) => <Moment at={at} year />} />
      <Column label={t('common.who')} render={({ staff_name }) => staff_name ?? t('rules.anonymous')} />
      <Column label={t('rules.role')} render={({ role }) => (role ? t(`frame.roles.${role}` as WordKey) : '—')} />
      <Column label={t('rules.function')} render={(row) => <b>{word('functions', row.function)}</b>} />
      <Column
        label={t('rules.target')}
        render={({ target_kind, target_id }) =>
          target_kind === 'account' && target_id ? (
            <Link to={`/accounts/${target_id}/show`}>{word('targets', target_kind)}</Link>
          ) : (
            word('targets', target_kind)
          )
        }
      />
      <Column align="right" label={t('rules.count')} render={({ count }) => count} />
      <Column label={t('rules.why')} render={({ reason }) => reason ?? '—'} />
    </ListPage>
  );
}
