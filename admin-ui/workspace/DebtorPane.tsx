import { Box, Checkbox } from '@mui/material';
import { Link } from 'react-router';
import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { EraDate } from '../parts/EraDate.tsx';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Masked } from '../parts/Masked.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { Yen } from '../parts/Yen.tsx';
import { formatYen } from '../../domain/money.ts';
import { Phones } from './Phones.tsx';
import { callableOf, type CaseWire } from './result.ts';
import type { Draft } from './useDraft.ts';

export interface DebtorPaneProps {
  current: CaseWire;
  phoneId: string | null;
  onPhone: (id: string) => void;
  draft: Draft;
  /** A line is up: another number cannot be chosen */
  busy: boolean;
}

/** Whom: the person, the numbers ranked, what is owed and what of it this call is about. */
export function DebtorPane({ current, phoneId, onPhone, draft, busy }: DebtorPaneProps) {
  const { t, language } = useWords();
  const { debtor } = current;
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
          <h1>{debtor.name}</h1>
          <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
            {debtor.kana}
          </Box>
          {debtor.dv_protected ? <StateChip tone="bad">{t('workspace.dv')}</StateChip> : null}
        </Box>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', fontSize: 13, mb: 2 }}>
          <span>
            {t('common.addresseeNo')} <span style={{ fontFamily: 'var(--mono)' }}>{debtor.addressee_no}</span>
          </span>
          <Link to={`/accounts/${current.task.account_id}/show`}>{t('workspace.story')}</Link>
        </Box>
        <LabelForm head={76}>
          <LabelCell head={t('common.address')}>
            <Masked
              debtorId={debtor.id}
              field="address"
              label={t('common.address')}
              masked={debtor.address_masked}
              dvProtected={debtor.dv_protected}
            />
            {debtor.returned_mail_at ? (
              <Box sx={{ fontSize: 13, color: 'var(--warn)' }}>{t('workspace.returnedMail')}</Box>
            ) : null}
          </LabelCell>
          {debtor.birth_date_masked ? (
            <LabelCell head={t('common.birthDate')}>
              <Masked
                debtorId={debtor.id}
                field="birth_date"
                label={t('common.birthDate')}
                masked={debtor.birth_date_masked}
                show={(value) => legalDate(value, language, 'kanji')}
                dvProtected={debtor.dv_protected}
              />
            </LabelCell>
          ) : null}
          <LabelCell head={t('workspace.household')}>
            {current.household.length === 0
              ? t('workspace.noHousehold')
              : current.household
                  .map((member) =>
                    t('workspace.member', {
                      name: member.name,
                      smart_count: member.lines,
                      amount: formatYen(member.balance),
                    }),
                  )
                  .join('、')}
          </LabelCell>
        </LabelForm>
      </Box>
      <Phones phones={current.phones} phoneId={phoneId} onPhone={onPhone} disabled={busy} />
      <Arrears current={current} draft={draft} />
    </Box>
  );
}

/** What it is called stands once, over the periods that follow each other. */
function LineName({ name, period, isFirst }: { name: string; period: string; isFirst: boolean }) {
  const { t } = useWords();
  return (
    <Box sx={{ fontSize: 13, lineHeight: 1.35 }} title={name}>
      {isFirst ? <div>{name}</div> : null}
      {/^\d+$/.test(period) ? t('workspace.period', { period }) : period}
    </Box>
  );
}

function Arrears({ current, draft }: { current: CaseWire; draft: Draft }) {
  const { t, code, language } = useWords();
  const toggle = (accountId: string) =>
    draft.update((before) => ({
      ...before,
      accountIds: before.accountIds.includes(accountId)
        ? before.accountIds.filter((id) => id !== accountId)
        : [...before.accountIds, accountId],
    }));
  const firsts = new Set(
    current.lines.filter((line, at, all) => line.tax_item_name !== all[at - 1]?.tax_item_name).map(({ id }) => id),
  );
  const columns: Column<CaseWire['lines'][number]>[] = [
    {
      key: 'in',
      head: '',
      width: 22,
      cell: (line) => (
        <Checkbox
          size="small"
          disabled={line.held}
          checked={!line.held && draft.value.accountIds.includes(line.account_id)}
          onChange={() => toggle(line.account_id)}
          slotProps={{ input: { 'aria-label': t('workspace.include', { name: line.tax_item_name }) } }}
          sx={{ p: 0 }}
        />
      ),
    },
    {
      key: 'line',
      head: t('workspace.line'),
      cell: (line) => <LineName name={line.tax_item_name} period={line.period} isFirst={firsts.has(line.id)} />,
    },
    {
      key: 'due',
      head: t('common.dueDate'),
      width: language === 'ja' ? 70 : 82,
      cell: (line) => <EraDate date={line.due_date} />,
    },
    {
      key: 'balance',
      head: t('workspace.owed'),
      number: true,
      width: 64,
      cell: (line) => <Yen amount={line.balance} />,
    },
    {
      key: 'charge',
      head: t('workspace.lateCharge'),
      number: true,
      width: 66,
      cell: (line) => (line.late_charge ? `(${formatYen(line.late_charge)})` : '—'),
    },
  ];
  return (
    <Box>
      <SectionHead end={t('workspace.lateChargeNote')}>{t('workspace.arrears')}</SectionHead>
      <Box sx={{ '& td, & th': { px: '2px', fontSize: 13 } }}>
        <Table
          label={t('workspace.arrears')}
          columns={columns}
          rows={current.lines}
          rowKey={(line) => line.id}
          planned={(line) => line.held}
          fixed
        />
      </Box>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          fontWeight: 700,
          py: 2,
          borderBottom: '1px solid var(--line)',
          position: 'sticky',
          bottom: -12,
          bgcolor: 'var(--pane)',
        }}
      >
        <span>{t('workspace.aboutNow')}</span>
        <Yen amount={callableOf(draft.value, current)} unit />
      </Box>
      <LabelForm head={52}>
        <LabelCell head={t('workspace.promise')}>
          {current.promises.length === 0
            ? t('common.none')
            : current.promises.map((promise) => (
                <div key={promise.id}>
                  <EraDate date={promise.promised_for} /> <Yen amount={promise.amount} unit />{' '}
                  {code('promiseStates', promise.state)}
                </div>
              ))}
        </LabelCell>
        <LabelCell head={t('workspace.hold')}>
          {current.holds.length === 0
            ? t('common.none')
            : current.holds.map((hold) => (
                <div key={hold.id}>
                  {code('holds', hold.kind)} {hold.until_date ? <EraDate date={hold.until_date} /> : null} {hold.reason}
                </div>
              ))}
        </LabelCell>
      </LabelForm>
    </Box>
  );
}
