import { useQueryClient } from '@tanstack/react-query';
import { useWords } from '../i18n/useWords.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { Batch } from './queries.ts';

/** 印刷した: from here on envelopes can be checked. Not by the key of 一致, which is struck again and again. */
export function MarkPrinted({ batch, onPrinted }: { batch: Batch; onPrinted?: (() => void) | undefined }) {
  const { t } = useWords();
  const mayPrint = useCan('check', 'letter');
  const queries = useQueryClient();
  const printed = useVerb<void, null>({ path: `/api/letter-batches/${batch.id}/printed` });
  if (!mayPrint || batch.state !== 'rendered') return null;
  return (
    <>
      <KeyButton
        keys="alt+enter"
        note={t('letters.markPrinted')}
        variant="contained"
        color="primary"
        size="large"
        loading={printed.isPending}
        sx={{ height: 46, minWidth: 200 }}
        onClick={() =>
          printed.mutate(undefined, {
            onSuccess: onPrinted,
            onSettled: () => {
              void queries.invalidateQueries({ queryKey: ['letter-batches'] });
              void queries.invalidateQueries({ queryKey: ['letters'] });
            },
          })
        }
      >
        {t('letters.markPrinted')}
      </KeyButton>
      <ProblemAlert problem={printed.error} />
    </>
  );
}
