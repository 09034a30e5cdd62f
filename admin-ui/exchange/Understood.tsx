import { Box, Button } from '@mui/material';
import { manifestOf } from '../../domain/exchange-layout.ts';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { Notice } from '../parts/Notice.tsx';
import { useSenderName } from './useSenderName.ts';

export interface UnderstoodProps {
  file: File;
  /** A clerk's own; null may send for all */
  department: string | null;
  sending: boolean;
  onSend: () => void;
  onAgain: () => void;
}

/** What a chosen file's name says, before anything is sent. */
export function Understood({ file, department, sending, onSend, onAgain }: UnderstoodProps) {
  const { t, code } = useWords();
  const senderName = useSenderName();
  const manifest = manifestOf(file.name);
  const again = (
    <Button size="small" onClick={onAgain}>
      {t('exchange.again')}
    </Button>
  );
  if (!manifest || (department !== null && manifest.sender !== department)) {
    return (
      <Box sx={{ flex: 1 }}>
        <Notice severity="warning" action={again}>
          {manifest
            ? t('exchange.otherDepartment', { sender: senderName(manifest.sender) })
            : t('exchange.notUnderstood', { name: file.name })}
        </Notice>
      </Box>
    );
  }
  const facts = [
    [t('exchange.sender'), senderName(manifest.sender)],
    [t('exchange.interface'), code('interfaces', manifest.interface)],
    [t('exchange.sequence'), String(manifest.sequence)],
    [t('exchange.asOf'), <Moment key="as-of" at={manifest.asOf} />],
  ] as const;
  return (
    <>
      <Box component="dl" aria-label={t('exchange.understood')} sx={{ display: 'flex', gap: 6, flex: 1 }}>
        {facts.map(([head, value]) => (
          <Box key={head}>
            <Box component="dt" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
              {head}
            </Box>
            <Box component="dd" sx={{ fontWeight: 700 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
      {again}
      <Button variant="contained" color="primary" loading={sending} onClick={onSend}>
        {t('exchange.send')}
      </Button>
    </>
  );
}
