import { Box, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import type { Status } from '../../api/schemas/status.ts';
import { day, moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { useCan } from '../providers/session.ts';
import { useBusinessNow, type Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';

interface Advance {
  by: 'hour' | 'operating_day';
}

/** The demo's business time and the two buttons that move it. Outside a demo the bar has no such thing. */
export function DemoClock({ status }: { status: Wire<Status> }) {
  const { t, language } = useWords();
  const now = useBusinessNow();
  const queries = useQueryClient();
  const notify = useNotify();
  const mayAdvance = useCan('advance', 'demo');
  const advance = useVerb<Advance, unknown>({ path: '/api/demo/advance' });
  const go = (by: Advance['by']) =>
    advance.mutate(
      { by },
      {
        onSuccess: () => void queries.invalidateQueries(),
        onError: (problem) => notify(problem.text[language], { type: 'error' }),
      },
    );
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        height: '100%',
        px: 3,
        bgcolor: 'var(--warn-soft)',
        borderInline: '1px solid #eadfb4',
        whiteSpace: 'nowrap',
        flex: 'none',
      }}
    >
      <Box
        component="span"
        sx={{
          fontSize: 13,
          fontWeight: 700,
          lineHeight: '20px',
          px: '6px',
          color: 'var(--warn)',
          border: '1px solid',
          borderRadius: '2px',
        }}
      >
        {t('frame.demo')}
      </Box>
      <Box
        component="time"
        dateTime={now?.toISOString()}
        aria-label={t('frame.demoTime')}
        sx={{ fontSize: 15, fontWeight: 700, letterSpacing: '.01em' }}
      >
        {now ? moment(now, language, { year: true }) : null}
      </Box>
      {mayAdvance ? (
        <>
          <Button size="small" loading={advance.isPending} onClick={() => go('hour')}>
            {t('frame.plusHour')}
          </Button>
          <Button
            size="small"
            loading={advance.isPending}
            title={t('frame.nextOperatingDayIs', { date: day(status.next_operating_day, language) })}
            onClick={() => go('operating_day')}
          >
            {t('frame.nextOperatingDay')}
          </Button>
        </>
      ) : null}
    </Box>
  );
}
