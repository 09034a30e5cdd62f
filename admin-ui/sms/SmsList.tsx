import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import type { SmsRow } from '../../api/schemas/sms.ts';
import { useWords } from '../i18n/useWords.ts';
import { FilterSelect } from '../parts/Filters.tsx';
import { ListPage } from '../parts/ListPage.tsx';
import { Moment } from '../parts/Moment.tsx';
import { StateChip, type Tone } from '../parts/StateChip.tsx';
import type { Wire } from '../providers/status.ts';
import { BodyText } from './BodyText.tsx';
import { Receipt } from './Receipt.tsx';
import { Settle } from './Settle.tsx';
import { UnknownNotice } from './UnknownNotice.tsx';

export type Text = Wire<SmsRow>;
const Column = DataTable.Col<Text>;

const tones: Record<string, Tone> = {
  planned: 'plain',
  accepted: 'plain',
  sent: 'info',
  delivered: 'ok',
  failed: 'bad',
  unknown: 'warn',
  refused: 'hold',
};
const purposes = ['please_call', 'promise_reminder', 'letter_posted'];

/** SMSの送信箱: what was sent or stopped and why, the provider's receipts, and a person's word where the outcome is unknown. */
export function SmsList() {
  const { t, code } = useWords();
  return (
    <ListPage
      resource="sms"
      title={t('sms.title')}
      about={t('about.sms')}
      sort={{ field: 'created_at', order: 'DESC' }}
      empty={t('sms.empty')}
      above={<UnknownNotice />}
      filters={
        <>
          <FilterSelect
            source="state"
            label={t('common.state')}
            choices={Object.keys(tones).map((value) => ({ value, label: code('smsStates', value) }))}
          />
          <FilterSelect
            source="purpose"
            label={t('sms.purpose')}
            choices={purposes.map((value) => ({ value, label: code('smsPurposes', value) }))}
          />
        </>
      }
    >
      <Column source="created_at" label={t('sms.created')} render={({ created_at }) => <Moment at={created_at} />} />
      <Column
        source="name"
        label={t('sms.who')}
        disableSort
        render={({ account_id, name }) => <Link to={`/accounts/${account_id}/show`}>{name}</Link>}
      />
      <Column source="receivable_name" label={t('common.receivable')} disableSort />
      <Column source="number_masked" label={t('sms.number')} disableSort />
      <Column
        source="purpose"
        label={t('sms.purpose')}
        disableSort
        render={({ purpose }) => code('smsPurposes', purpose)}
      />
      <Column
        source="state"
        label={t('common.state')}
        render={({ state }) => <StateChip tone={tones[state] ?? 'plain'}>{code('smsStates', state)}</StateChip>}
      />
      <Column
        source="refusal"
        label={t('common.result')}
        disableSort
        render={(text) => (text.intent_state === 'unknown' ? <Settle text={text} /> : code('refusals', text.refusal))}
      />
      <Column source="state_at" label={t('sms.stateAt')} render={(text) => <Receipt text={text} />} />
      <Column source="body" label={t('sms.body')} disableSort render={({ body }) => <BodyText>{body}</BodyText>} />
    </ListPage>
  );
}
