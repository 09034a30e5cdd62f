import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import type { PromiseRow } from '../../api/schemas/rows.ts';
import { useWords } from '../i18n/useWords.ts';
import { DateFilter } from '../parts/DateFilter.tsx';
import { FilterSelect } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import { ReceivableFilter } from '../parts/ReceivableFilter.tsx';
import { StateChip, type Tone } from '../parts/StateChip.tsx';
import { Yen } from '../parts/Yen.tsx';
import type { Wire } from '../providers/status.ts';

const Column = DataTable.Col<Wire<PromiseRow>>;
const tones = { open: 'info', kept: 'ok', partly: 'warn', broken: 'bad', replaced: 'plain' } satisfies Record<
  string,
  Tone
>;
type State = keyof typeof tones;
const states: State[] = ['open', 'kept', 'partly', 'broken', 'replaced'];

/** 納付約束: by the promised day, with what was paid and how it was judged. */
export function PromiseList() {
  const { t, code } = useWords();
  return (
    <ListPage
      resource="promises"
      title={t('lists.promisesTitle')}
      about={t('about.promises')}
      empty={t('lists.noPromises')}
      sort={{ field: 'promised_for', order: 'DESC' }}
      filters={
        <>
          <DateFilter />
          <ReceivableFilter />
          <FilterSelect
            source="state"
            label={t('common.state')}
            choices={states.map((value) => ({ value, label: code('promiseStates', value) }))}
          />
        </>
      }
    >
      <Column
        source="promised_for"
        label={t('lists.promisedFor')}
        render={({ promised_for }) => <Moment at={promised_for} year />}
      />
      <Column
        label={t('common.name')}
        render={(row) => <Link to={`/accounts/${row.account_id}/show`}>{row.name}</Link>}
      />
      <Column label={t('common.receivable')} render={(row) => row.receivable_name} />
      <Column
        source="amount"
        align="right"
        label={t('lists.amountYen')}
        render={({ amount }) => <Yen amount={amount} bold />}
      />
      <Column align="right" label={t('lists.paidYen')} render={({ paid }) => <Yen amount={paid} />} />
      <Column
        label={t('common.state')}
        render={({ state, provisional }) => (
          <>
            <StateChip tone={tones[state as State] ?? 'plain'}>{code('promiseStates', state)}</StateChip>
            {provisional ? ` ${t('lists.provisional')}` : null}
          </>
        )}
      />
      <Column label={t('lists.spokeWith')} render={({ spoke_with }) => code('spokeWith', spoke_with)} />
      <Column source="made_at" label={t('lists.madeAt')} render={({ made_at }) => <Moment at={made_at} />} />
      <Column label={t('lists.judgedAt')} render={({ judged_at }) => <Moment at={judged_at} />} />
      <Column label={t('common.staff')} render={({ staff_name }) => staff_name ?? '—'} />
    </ListPage>
  );
}
