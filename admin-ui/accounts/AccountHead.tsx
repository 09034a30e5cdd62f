import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatYen } from '../../domain/money.ts';
import { dateOf } from '../../domain/time.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { EraDate } from '../parts/EraDate.tsx';
import { Masked } from '../parts/Masked.tsx';
import { Moment } from '../parts/Moment.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import type { AccountWire } from './account.ts';
import { StateOf } from './StateOf.tsx';

/** Whose account it is, what is owed, where it stands and when that may change by itself. */
export function AccountHead({ account }: { account: AccountWire }) {
  const { t, code, language } = useWords();
  const { debtor_id: debtorId, dv_protected: dvProtected, episode, siblings } = account;
  const oldest = account.lines.find(({ balance }) => balance > 0)?.due_date ?? null;
  const personal = { debtorId, dvProtected };
  return (
    <Box
      component="header"
      sx={{ display: 'flex', alignItems: 'stretch', minHeight: 72, borderBottom: '1px solid var(--line)' }}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflow: 'hidden', px: 6, py: 2 }}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 4 }}>
          <Box component="h1" sx={{ whiteSpace: 'nowrap' }}>
            {account.receivable_name}
          </Box>
          <Box sx={quiet}>
            <span style={{ marginRight: 16 }}>{account.department_name}</span>
            {oldest ? (
              <span style={{ marginRight: 16 }}>
                {t('account.oldestDue')} <EraDate date={oldest} />
              </span>
            ) : null}
            <span style={{ marginRight: 16 }}>
              {t('account.owed')} <b style={{ color: 'var(--ink)' }}>{formatYen(account.balance)}</b>
              {t('account.ofAssessed', { amount: formatYen(account.assessed) })}
            </span>
          </Box>
        </Box>
        <Box sx={{ ...quiet, display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4 }}>
          {account.kind === 'company' ? (
            <span>{account.name}</span>
          ) : (
            <Masked {...personal} field="name" label={t('common.name')} masked={account.name} />
          )}
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
            {t('common.addresseeNo')}
            <Masked
              {...personal}
              field="addressee_no"
              label={t('common.addresseeNo')}
              masked={<span style={mono}>{account.addressee_no}</span>}
              show={(number) => <span style={mono}>{number}</span>}
            />
          </Box>
          <span>{account.ward}</span>
          {siblings.length > 0 ? (
            <span>
              {t('account.otherAccounts')}{' '}
              {siblings.map((sibling) => (
                <Box component="span" key={sibling.id} sx={{ mr: 2, whiteSpace: 'nowrap' }}>
                  <Link to={`/accounts/${sibling.id}/show`}>{sibling.receivable_name}</Link>{' '}
                  {formatYen(sibling.balance)}
                  {t('common.yen')}
                </Box>
              ))}
            </span>
          ) : null}
          {account.trial ? (
            <span>
              <Link to={`/rules/trials/${account.trial.id}`}>{t('trial.title')}</Link>{' '}
              {t('trial.side', { arm: code('trialArms', account.trial.arm) })}
            </span>
          ) : null}
          {account.returned_mail_at ? (
            <StateChip tone="warn">
              {t('letters.returned.address', { date: day(dateOf(new Date(account.returned_mail_at)), language) })}
            </StateChip>
          ) : null}
        </Box>
      </Box>
      <Fact label={episode ? t('account.stateNow', { version: episode.rule_version }) : t('account.stateNowNoRules')}>
        <StateOf state={account.state} waitingFor={account.waiting_for} />
      </Fact>
      <Fact label={t('account.nextDeadline')}>
        {account.until && account.state !== 'closed' ? (
          <Box component="b" sx={{ fontSize: 15 }}>
            <Moment at={account.until} year />
          </Box>
        ) : (
          <span>{account.state === 'closed' ? '—' : t('account.noDeadline')}</span>
        )}
      </Fact>
    </Box>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box component="dl" sx={{ flex: 'none', minWidth: 168, px: 4, py: '12px', borderLeft: '1px solid var(--line)' }}>
      <Box component="dt" sx={{ fontSize: 13, color: 'var(--ink-2)', mb: '4px' }}>
        {label}
      </Box>
      <dd>{children}</dd>
    </Box>
  );
}

const quiet = { fontSize: 13, color: 'var(--ink-2)' } as const;
const mono = { fontFamily: 'var(--mono)' } as const;
