import { Box, Button, Checkbox, FormControlLabel } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useVerb } from '../providers/useVerb.ts';
import { Bar } from '../rules/Bar.tsx';
import type { Change } from './changes.ts';

/** What was previewed is applied or given up; a stale one is asked for again with the same days. */
export function ApplyBar({ change }: { change: Change }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [accepted, accept] = useState(false);
  const apply = useVerb<{ accept_no_open_day: boolean }, null>({ path: `/api/calendar-changes/${change.id}/apply` });
  const discard = useVerb<void, null>({ path: `/api/calendar-changes/${change.id}/discard` });
  const again = useVerb<object, { id: string }>({ path: '/api/calendar-changes' });
  const ask = { onSettled: () => void queries.invalidateQueries({ queryKey: ['calendar-changes'] }) };
  const shut = change.months_without_open_day.length > 0;
  const days = change.days.map(({ day, after }) => ({ day, pattern: after }));
  return (
    <Bar>
      <Box component="p" sx={{ flex: 1, fontSize: 13, color: 'var(--ink-2)' }}>
        {t('calendar.applyHelp')}
      </Box>
      {shut && !change.stale ? (
        <FormControlLabel
          control={<Checkbox checked={accepted} onChange={(_event, next) => accept(next)} />}
          label={t('calendar.acceptNoOpenDay')}
        />
      ) : null}
      <ProblemAlert problem={apply.error ?? discard.error ?? again.error} />
      <Button loading={discard.isPending} onClick={() => discard.mutate(undefined, ask)}>
        {t('calendar.discard')}
      </Button>
      {change.stale && change.source === 'edit' ? (
        <Button
          variant="contained"
          color="primary"
          size="large"
          loading={again.isPending}
          onClick={() =>
            again.mutate(
              { reason: change.reason, days },
              { onSuccess: ({ id }) => void navigate(`/calendar/changes/${id}`) },
            )
          }
        >
          {t('calendar.again')}
        </Button>
      ) : null}
      {change.stale ? null : (
        <Button
          variant="contained"
          color="primary"
          size="large"
          disabled={shut && !accepted}
          loading={apply.isPending}
          onClick={() => apply.mutate({ accept_no_open_day: accepted }, ask)}
        >
          {t('calendar.apply')}
        </Button>
      )}
    </Bar>
  );
}
