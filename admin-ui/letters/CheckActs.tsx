import { Box } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useSession } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { Round, Standing } from './checking.ts';
import { envelopesKey, type Letter } from './queries.ts';
import { ReasonForm } from './ReasonForm.tsx';

export interface CheckActsProps {
  letter: Letter;
  round: Round;
  standing: Standing;
  batchId: string;
  onDone: (letter: Letter) => void;
}

interface CheckBody {
  round: Round;
  result: 'match' | 'mismatch';
  reason: string | null;
}

/** 一致 F2, 不一致 F8, 引き抜く F9. The answered envelope leaves the queue at once; the server's list follows. */
export function CheckActs({ letter, round, standing, batchId, onDone }: CheckActsProps) {
  const { t } = useWords();
  const staff = useSession()?.staff;
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'mismatch' | 'pull' | null>(null);
  const check = useVerb<CheckBody, null>({ path: `/api/letters/${letter.id}/checks` });
  const pull = useVerb<{ reason: string }, null>({ path: `/api/letters/${letter.id}/pull` });
  const problem = check.error ?? pull.error;
  const busy = check.isPending || pull.isPending;
  const open = standing === 'open';

  const refresh = () => {
    void queries.invalidateQueries({ queryKey: envelopesKey(batchId) });
    void queries.invalidateQueries({ queryKey: ['letter-batches'] });
  };
  const leave = (after: (letter: Letter) => Letter) => {
    queries.setQueryData<Letter[]>(envelopesKey(batchId), (all) =>
      all?.map((other) => (other.id === letter.id ? after(other) : other)),
    );
    onDone(letter);
  };
  const answer = (result: CheckBody['result'], reason: string | null) =>
    check.mutate(
      { round, result, reason },
      {
        onSuccess: () =>
          leave((before) => ({
            ...before,
            ...(result === 'mismatch' ? { state: 'spoiled', state_reason: reason } : {}),
            ...(result === 'match' && round === 2 ? { state: 'verified' } : {}),
            checks: [
              ...before.checks,
              {
                round,
                staff_id: staff?.id ?? '',
                name: staff?.name ?? '',
                result,
                reason,
                checked_at: before.state_at,
              },
            ],
          })),
        onSettled: refresh,
      },
    );
  const takeOut = (reason: string) =>
    pull.mutate(
      { reason },
      {
        onSuccess: () => leave((before) => ({ ...before, state: 'pulled', state_reason: reason })),
        onSettled: refresh,
      },
    );

  return (
    <Box sx={{ mt: '10px', display: 'grid', gap: 2 }}>
      <ProblemAlert problem={problem} />
      {standing === 'own' ? <Notice severity="warning">{t('letters.samePerson')}</Notice> : null}
      {standing === 'waits_first' ? <Notice severity="info">{t('letters.waitsFirst')}</Notice> : null}
      {asking ? (
        <ReasonForm
          kind={asking}
          busy={busy}
          onCancel={() => setAsking(null)}
          onReason={(reason) => (asking === 'pull' ? takeOut(reason) : answer('mismatch', reason))}
        />
      ) : (
        <Box sx={{ display: 'flex', gap: '10px' }}>
          {open ? (
            <>
              <KeyButton
                keys="f2"
                note={t('letters.match')}
                variant="contained"
                color="primary"
                size="large"
                loading={busy}
                sx={{ flex: 1, height: 46 }}
                onClick={() => answer('match', null)}
              >
                {t('letters.match')}
              </KeyButton>
              <KeyButton
                keys="f8"
                note={t('letters.mismatch')}
                sx={{ height: 46 }}
                onClick={() => setAsking('mismatch')}
              >
                {t('letters.mismatch')}
              </KeyButton>
            </>
          ) : null}
          <KeyButton keys="f9" note={t('letters.pull')} sx={{ height: 46 }} onClick={() => setAsking('pull')}>
            {t('letters.pull')}
          </KeyButton>
        </Box>
      )}
    </Box>
  );
}
