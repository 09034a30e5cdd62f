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

/** 経過, newest first, one or two lines each, with why. */
export function HistoryPane({ items, accountId }: { items: Item[]; accountId: string }) {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>('all');
  const shown = items.filter((item) => kind === 'all' || item.kind === kind);
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
        {shown.map((item) => (
          <Entry key={item.id} item={item} />
        ))}
      </Box>
      {shown.length === 0 ? <p>{t('workspace.noHistory')}</p> : null}
      <Box sx={{ pt: 2 }}>
        <Link to={`/accounts/${accountId}/show`}>{t('workspace.wholeStory')}</Link>
      </Box>
    </Box>
  );
}

function Entry({ item }: { item: Item }) {
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
      return `${code('contactKinds', item.channel)} ${code('outcomes', item.code)}${who}${yen}${where.length ? `(${where.join('・')})` : ''}`;
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
