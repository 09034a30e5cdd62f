import { Box } from '@mui/material';
import type { Consequence } from '../../api/schemas/case.ts';
import { useWords } from '../i18n/useWords.ts';
import type { Wire } from '../providers/status.ts';
import { consequenceSentences } from './consequence.ts';
import type { missing } from './result.ts';

export interface ConsequencesProps {
  preview: Wire<Consequence>[] | null;
  pending: boolean;
  lacks: ReturnType<typeof missing>;
  /** The rules could not be asked, and the page says why */
  refused: boolean;
  /** The result also goes to the department as a message */
  toDepartment: boolean;
}

/** 保存すると: the rules' answer as a sentence, once for all receivables it is the same for, on pale blue. */
export function Consequences({ preview, pending, lacks, refused, toDepartment }: ConsequencesProps) {
  const words = useWords();
  return (
    <Box
      aria-live="polite"
      sx={{
        bgcolor: 'var(--accent-soft)',
        px: 3,
        py: 2,
        minHeight: 56,
        display: 'grid',
        gridTemplateColumns: 'auto minmax(0, 1fr)',
        gap: 4,
        opacity: pending ? 0.7 : 1,
      }}
    >
      <b style={{ color: 'var(--accent)' }}>{words.t('common.onSave')}</b>
      <Box>
        {preview && !lacks && !refused ? (
          <>
            {toDepartment ? <p>{words.t('workspace.messageGoes')}</p> : null}
            {consequenceSentences(preview, words).map(({ key, names, text }) => (
              <p key={key}>
                <b>{names.join(words.language === 'ja' ? '、' : ', ')}</b>　{text}
              </p>
            ))}
          </>
        ) : (
          words.t(lacks ? `workspace.missing.${lacks}` : refused ? 'workspace.toCorrect' : 'workspace.asking')
        )}
      </Box>
    </Box>
  );
}
