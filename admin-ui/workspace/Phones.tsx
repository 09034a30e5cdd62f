import PhoneDisabledOutlined from '@mui/icons-material/PhoneDisabledOutlined';
import { Box, Radio } from '@mui/material';
import { formatPhone } from '../../domain/phone-number.ts';
import { useWords } from '../i18n/useWords.ts';
import { AnswerHours } from '../parts/AnswerHours.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import type { CaseWire } from './result.ts';

type Phone = CaseWire['phones'][number];
const sessions = ['weekday', 'evening', 'holiday'] as const;

export interface PhonesProps {
  phones: Phone[];
  phoneId: string | null;
  onPhone: (id: string) => void;
  disabled: boolean;
}

/** The numbers in the order to try them, with answers out of calls by session and why the chosen one comes first. */
export function Phones({ phones, phoneId, onPhone, disabled }: PhonesProps) {
  const { t, code } = useWords();
  const usable = phones.filter((phone) => phone.status === 'active');
  const unusable = phones.filter((phone) => phone.status !== 'active');
  const chosen = usable.find((phone) => phone.id === phoneId);
  const columns: Column<Phone>[] = [
    {
      key: 'choose',
      head: '',
      width: 30,
      cell: (phone) => (
        <Radio
          size="small"
          name="phone"
          checked={phone.id === phoneId}
          disabled={disabled}
          onChange={() => onPhone(phone.id)}
          slotProps={{ input: { 'aria-label': formatPhone(phone.number) } }}
          sx={{ p: 0 }}
        />
      ),
    },
    {
      key: 'number',
      head: t('workspace.number'),
      cell: (phone) => (
        <Box sx={{ lineHeight: 1.35 }}>
          <b style={{ whiteSpace: 'nowrap' }}>{formatPhone(phone.number)}</b>
          <Box component="span" sx={{ display: 'block', fontSize: 13, color: 'var(--ink-2)' }}>
            {code('phoneKinds', phone.kind)}・{code('phoneOwners', phone.owner)}
          </Box>
        </Box>
      ),
    },
    ...sessions.map((session) => ({
      key: session,
      head: t(`workspace.sessionHeads.${session}`),
      number: true,
      width: 44,
      cell: (phone: Phone) =>
        phone.record[session].tries === 0 ? '—' : `${phone.record[session].answers}/${phone.record[session].tries}`,
    })),
  ];
  return (
    <Box>
      <SectionHead end={t('workspace.recordNote')}>{t('workspace.phones')}</SectionHead>
      <Table
        label={t('workspace.phones')}
        columns={columns}
        rows={usable}
        rowKey={(phone) => phone.id}
        selected={(phone) => phone.id === phoneId}
        empty={t('workspace.noPhone')}
        fixed
      />
      {chosen ? <Reasons reasons={chosen.reasons} /> : null}
      {chosen && chosen.hours.length > 0 ? (
        <AnswerHours label={t('workspace.byHour', { number: formatPhone(chosen.number) })} hours={chosen.hours} />
      ) : null}
      {unusable.map((phone) => (
        <Box
          key={phone.id}
          sx={{ display: 'flex', alignItems: 'center', gap: 2, pt: 1, fontSize: 13, color: 'var(--ink-2)' }}
        >
          <PhoneDisabledOutlined sx={{ fontSize: 16 }} aria-hidden />
          <s>{formatPhone(phone.number)}</s> {code('phoneStatus', phone.status)}
        </Box>
      ))}
    </Box>
  );
}
