import AccountBalanceOutlined from '@mui/icons-material/AccountBalanceOutlined';
import CallOutlined from '@mui/icons-material/CallOutlined';
import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import MailOutlined from '@mui/icons-material/MailOutlineOutlined';
import RuleOutlined from '@mui/icons-material/RuleOutlined';
import SmsOutlined from '@mui/icons-material/SmsOutlined';
import { Box } from '@mui/material';
import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { formatYen } from '../../domain/money.ts';
import { dateOf, timeOf } from '../../domain/time.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Reasons } from '../parts/Reasons.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import type { CaseWire } from './result.ts';

type Item = CaseWire['history'][number];
const kinds = ['all', 'contact', 'decision', 'payment'] as const;
type Kind = (typeof kinds)[number];

interface HistoryPaneProps {
  items: Item[];
  accounts: CaseWire['accounts'];
  accountId: string;
}

/** 経過, newest first, one or two lines each, with why. */
export function HistoryPane({ items, accounts, accountId }: HistoryPaneProps) {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>('all');
  const shown = together(items.filter((item) => kind === 'all' || item.kind === kind));
  const names = new Map(accounts.map((account) => [account.receivable_code, account.receivable_name]));
  return (
    <Box>
      <SectionHead
        end={
          <ToggleGroup
            label={t('workspace.historyKind')}
            value={kind}
            choices={kinds.map((value) => ({ value, label: t(`workspace.kinds.${value}`) }))}
            onChange={setKind}
          />
        }
      >
        {t('workspace.history')}
      </SectionHead>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.map(({ item, receivables }) => (
          <Entry
            key={item.id}
            item={item}
            about={receivables.size < names.size ? [...receivables].map((each) => names.get(each) ?? each) : []}
          />
        ))}
      </Box>
      {shown.length === 0 ? <p>{t('workspace.noHistory')}</p> : null}
      <Box sx={{ pt: 2 }}>
        <Link to={`/accounts/${accountId}/show`}>{t('workspace.wholeStory')}</Link>
      </Box>
    </Box>
  );
}

function Entry({ item, about }: { item: Item; about: string[] }) {
  const { t } = useWords();
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '72px 18px minmax(0, 1fr)',
        columnGap: 2,
        py: '5px',
        fontSize: 13,
        lineHeight: 1.45,
        borderBottom: '1px solid var(--line)',
      }}
    >
      <Box sx={{ color: 'var(--ink-3)', textAlign: 'right' }}>
        <When at={item.at} />
      </Box>
      <Box sx={{ '& svg': { fontSize: 16, color: 'var(--ink-2)' } }} aria-hidden>
        {iconOf(item)}
      </Box>
      <Box>
        <b>{useTitle(item)}</b>
        {about.length > 0 ? <span style={{ color: 'var(--ink-2)' }}> {about.join('、')}</span> : null}
        {item.staff_name ? <span style={{ color: 'var(--ink-3)' }}> {item.staff_name}</span> : null}
        {item.source === 'predecessor' ? (
          <span style={{ color: 'var(--ink-3)' }}> {t('workspace.predecessor')}</span>
        ) : null}
        {item.text ? <Box sx={{ overflowWrap: 'anywhere' }}>{item.text}</Box> : null}
        <Reasons reasons={item.reasons} first />
      </Box>
    </Box>
  );
}

/** Of an ISO instant: as far as the minute */
const MINUTE = 16;

/** One call about several receivables is one row, as is one decision that was the same for them. */
function together(items: Item[]): { item: Item; receivables: Set<string> }[] {
  const rows = new Map<string, { item: Item; receivables: Set<string> }>();
  for (const item of items) {
    const { id: _id, receivable_code: receivable, amount, at, ...same } = item;
    const key = JSON.stringify(
      item.kind === 'contact' || item.kind === 'decision' ? [at.slice(0, MINUTE), same] : item.id,
    );
    const row = rows.get(key);
    if (!row) rows.set(key, { item, receivables: new Set([receivable]) });
    else {
      row.receivables.add(receivable);
      row.item = { ...row.item, amount: row.item.amount === null ? amount : row.item.amount + (amount ?? 0) };
    }
  }
  return [...rows.values()];
}

/** Day over time, so that the column stays narrow. */
function When({ at }: { at: string }) {
  const { language } = useWords();
  const instant = new Date(at);
  return (
    <time dateTime={at}>
      {day(dateOf(instant), language)}
      <br />
      {timeOf(instant)}
    </time>
  );
}

function useTitle(item: Item): string {
  const { t, code } = useWords();
  const yen = item.amount === null ? '' : ` ${formatYen(item.amount)}${t('common.yen')}`;
  switch (item.kind) {
    case 'contact': {
      const where = [
        item.phone_kind && code('phoneKinds', item.phone_kind),
        item.session && code('sessions', item.session),
      ].filter(Boolean);
      const who = item.spoke_with ? ` ${code('spokeWith', item.spoke_with)}` : '';
      const how = item.channel === 'sms' || item.channel === 'letter' ? '' : `${code('contactKinds', item.channel)} `;
      return `${how}${code('outcomes', item.code)}${who}${yen}${where.length ? `(${where.join('・')})` : ''}`;
    }
    case 'decision':
      return `${t('workspace.kinds.decision')} ${code('acts', item.code)}`;
    case 'payment':
      return `${t('workspace.kinds.payment')} ${code('paymentStages', item.code)}${yen}(${code('paymentMethods', item.channel)})`;
    case 'promise':
      return `${t('workspace.promise')} ${code('promiseStates', item.code)}${yen}`;
    case 'hold':
      return code('holds', item.code);
  }
}

function iconOf(item: Item): ReactElement {
  if (item.kind === 'decision') return <RuleOutlined />;
  if (item.kind === 'payment') return <AccountBalanceOutlined />;
  if (item.kind === 'promise') return <EventAvailableOutlined />;
  if (item.channel === 'sms') return <SmsOutlined />;
  return item.channel === 'letter' ? <MailOutlined /> : <CallOutlined />;
}
