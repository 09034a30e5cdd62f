import { Box } from '@mui/material';
import type { Consequence } from '../../api/schemas/case.ts';
import { moment } from '../i18n/dates.ts';
import { reasonText } from '../i18n/reason-text.ts';
import { useWords, type Words } from '../i18n/useWords.ts';
import type { Wire } from '../providers/status.ts';
import type { missing } from './result.ts';

export interface ConsequencesProps {
  preview: Wire<Consequence>[] | null;
  pending: boolean;
  lacks: ReturnType<typeof missing>;
}

/** 保存すると: the rules' answer as a sentence for each account, on pale blue. */
export function Consequences({ preview, pending, lacks }: ConsequencesProps) {
  const words = useWords();
  return (
    <Box
      aria-live="polite"
      sx={{
        bgcolor: 'var(--accent-soft)',
        px: 3,
        py: 2,
        minHeight: 58,
        display: 'grid',
        gridTemplateColumns: 'auto minmax(0, 1fr)',
        gap: 4,
        opacity: pending ? 0.7 : 1,
      }}
    >
      <b style={{ color: 'var(--accent)' }}>{words.t('common.onSave')}</b>
      <Box>
        {preview && !lacks
          ? preview.map((consequence) => <p key={consequence.account_id}>{sentence(consequence, words)}</p>)
          : words.t(`workspace.missing.${lacks ?? 'chooseResult'}`)}
      </Box>
    </Box>
  );
}

function sentence(
  { act, waiting_for, until, reasons, receivable_name: name }: Wire<Consequence>,
  words: Words,
): string {
  const { t, code, language } = words;
  const why = reasons[0] ? reasonText(reasons[0], words) : '';
  if (act !== 'wait') return t('workspace.willDo', { name, act: code('acts', act), why });
  const at = until ? moment(new Date(until), language) : '';
  return t(until ? 'workspace.willWaitUntil' : 'workspace.willWait', {
    name,
    wait: code('waits', waiting_for),
    until: at,
    why,
  });
}
