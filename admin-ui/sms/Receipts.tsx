import { Box, Button, Popover } from '@mui/material';
import { useState } from 'react';
import type { SmsReceiptRow } from '../../api/schemas/sms.ts';
import { duration } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { Notice } from '../parts/Notice.tsx';
import { type Column, Table } from '../parts/Table.tsx';

/** Later than this after the provider's own time a receipt is called late. */
const LATE_MS = 60_000;

/** Every word of the provider about one text, in the order of arrival beside the time it gives itself. */
export function Receipts({ receipts, name }: { receipts: SmsReceiptRow[]; name: string }) {
  const { t, code } = useWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (receipts.length === 0) return null;
  const columns: Column<SmsReceiptRow>[] = [
    { key: 'no', head: t('sms.receiptNo'), number: true, cell: ({ no }) => no },
    { key: 'received', head: t('sms.receivedAt'), cell: ({ received_at }) => <Time at={received_at} /> },
    { key: 'provider', head: t('sms.providerAt'), cell: (receipt) => <ProviderTime receipt={receipt} /> },
    { key: 'state', head: t('common.state'), cell: ({ state }) => code('receiptStates', state) },
    {
      key: 'raw',
      head: t('sms.rawCode'),
      cell: ({ raw_code, carrier }) => (
        <>
          <span style={{ fontFamily: 'var(--mono)' }}>{raw_code ?? '—'}</span> {carrier}
        </>
      ),
    },
  ];
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
        sx={{ height: 24 }}
      >
        {t('sms.receipts', { smart_count: receipts.length })}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('sms.receiptsOf', { name }) } }}
      >
        <Box sx={{ p: 4, width: 640 }}>
          <Box component="h2" sx={{ mb: 2 }}>
            {t('sms.receiptsOf', { name })}
          </Box>
          <Table
            label={t('sms.receiptsOf', { name })}
            columns={columns}
            rows={receipts}
            rowKey={({ no }) => String(no)}
          />
          {isOutOfOrder(receipts) ? (
            <Box sx={{ mt: 3 }}>
              <Notice severity="info">{t('sms.outOfOrder')}</Notice>
            </Box>
          ) : null}
        </Box>
      </Popover>
    </>
  );
}

function Time({ at }: { at: string }) {
  return (
    <>
      <Moment at={at} />:{at.slice(17, 19)}
    </>
  );
}

function ProviderTime({ receipt: { provider_at, received_at } }: { receipt: SmsReceiptRow }) {
  const { t } = useWords();
  const late = new Date(received_at).getTime() - new Date(provider_at).getTime();
  return (
    <>
      <Time at={provider_at} />
      {late > LATE_MS ? (
        <Box component="span" sx={{ ml: 2, fontSize: 13, color: 'var(--warn)' }}>
          {t('sms.lateBy', { duration: duration(late) })}
        </Box>
      ) : null}
    </>
  );
}

function isOutOfOrder(receipts: SmsReceiptRow[]): boolean {
  return receipts.some((receipt, index) => index > 0 && receipt.provider_at < (receipts[index - 1]?.provider_at ?? ''));
}
