import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import type { PaymentRow } from '../../api/schemas/rows.ts';
import { moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { FilterSelect } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import { StateChip, type Tone } from '../parts/StateChip.tsx';
import { Yen } from '../parts/Yen.tsx';
import { useStatus, type Wire } from '../providers/status.ts';
import { ja } from '../i18n/ja/index.ts';
import { Totals } from './Totals.tsx';

export type Payment = Wire<PaymentRow>;
const Column = DataTable.Col<Payment>;

const tones: Record<string, Tone> = { preliminary: 'plain', final: 'ok', cancelled: 'bad' };
const methods = Object.keys(ja.codes.paymentMethods);

/** 納付: what the city posted, its stage and its effect by channel. */
export function PaymentList() {
  const { t, code, language } = useWords();
  const asOf = useStatus()?.payments_as_of;
  return (
    <ListPage
      resource="payments"
      title={t('payments.title')}
      about={t('about.payments')}
      sort={{ field: 'posted_at', order: 'DESC' }}
      empty={t('payments.empty')}
      beside={
        <span>
          {asOf ? t('frame.paymentsAsOf', { at: moment(new Date(asOf), language) }) : t('frame.paymentsNever')}
        </span>
      }
      above={<Totals />}
      filters={
        <>
          <FilterSelect
            source="stage"
            label={t('payments.stage')}
            choices={Object.keys(tones).map((value) => ({ value, label: code('paymentStages', value) }))}
          />
          <FilterSelect
            source="method"
            label={t('payments.method')}
            choices={methods.map((value) => ({ value, label: code('paymentMethods', value) }))}
          />
          <FilterSelect
            source="parked"
            label={t('payments.matching')}
            choices={[
              { value: 'true', label: t('payments.parked') },
              { value: 'false', label: t('payments.notParked') },
            ]}
          />
        </>
      }
    >
      <Column source="paid_on" label={t('payments.paidOn')} render={({ paid_on }) => <Moment at={paid_on} />} />
      <Column
        source="name"
        label={t('payments.who')}
        disableSort
        render={({ account_id, name }) =>
          account_id ? (
            <Link to={`/accounts/${account_id}/show`}>{name}</Link>
          ) : (
            <StateChip tone="warn">{t('payments.parked')}</StateChip>
          )
        }
      />
      <Column source="receivable_name" label={t('common.receivable')} disableSort />
      <Column
        source="stage"
        label={t('payments.stage')}
        disableSort
        render={({ stage }) => <StateChip tone={tones[stage] ?? 'plain'}>{code('paymentStages', stage)}</StateChip>}
      />
      <Column
        source="method"
        label={t('payments.method')}
        disableSort
        render={({ method }) => code('paymentMethods', method)}
      />
      <Column
        source="amount"
        label={t('payments.amount')}
        align="right"
        render={({ amount }) => <Yen amount={amount} />}
      />
      <Column
        source="late_charge"
        label={t('payments.lateCharge')}
        align="right"
        disableSort
        render={({ late_charge }) => <Yen amount={late_charge || null} />}
      />
      <Column
        source="effect_call"
        label={t('payments.effectCall')}
        align="right"
        disableSort
        render={({ effect_call }) => <Yen amount={effect_call || null} />}
      />
      <Column
        source="effect_letter"
        label={t('payments.effectLetter')}
        align="right"
        disableSort
        render={({ effect_letter }) => <Yen amount={effect_letter || null} />}
      />
      <Column
        source="effect_total"
        label={t('payments.effectTotal')}
        align="right"
        disableSort
        render={({ effect_total }) => <Yen amount={effect_total || null} />}
      />
      <Column source="posted_at" label={t('payments.postedAt')} render={({ posted_at }) => <Moment at={posted_at} />} />
    </ListPage>
  );
}
