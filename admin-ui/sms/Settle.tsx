import { Box, Button } from '@mui/material';
import { useNotify, useRefresh } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { Text } from './SmsList.tsx';

/** 届いた or 届いていない: what a person found out about a text of unknown outcome. */
export function Settle({ text }: { text: Text }) {
  const { t, language } = useWords();
  const settles = useCan('administer', 'sms');
  const notify = useNotify();
  const refresh = useRefresh();
  const reconcile = useVerb<{ went_out: boolean }, null>({ path: `/api/intents/${text.intent_id}/reconcile` });
  if (!settles) return t('sms.managerSettles');
  const say = (went_out: boolean) =>
    reconcile.mutate(
      { went_out },
      {
        onSuccess: () => notify(t('sms.settled'), { type: 'success' }),
        onError: (problem) => notify(problem.text[language], { type: 'error' }),
        onSettled: refresh,
      },
    );
  const { name } = text;
  const button = { height: 26, px: 2, minWidth: 0 } as const;
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Button
        size="small"
        sx={button}
        disabled={reconcile.isPending}
        aria-label={t('sms.wentOutOf', { name })}
        onClick={() => say(true)}
      >
        {t('sms.wentOut')}
      </Button>
      <Button
        size="small"
        sx={button}
        disabled={reconcile.isPending}
        aria-label={t('sms.didNotOf', { name })}
        onClick={() => say(false)}
      >
        {t('sms.didNot')}
      </Button>
    </Box>
  );
}
