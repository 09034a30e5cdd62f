import { Box, Button, Tooltip } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import type { Demo } from '../../api/schemas/demo.ts';
import { moment } from '../i18n/dates.ts';
import { useWords, type WordKey } from '../i18n/useWords.ts';
import { useCan } from '../providers/session.ts';
import { useBusinessNow, useStatus, type Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';
import { Happened } from './Happened.tsx';
import { useDemo } from './useDemo.ts';

type To = 'hour' | 'next_operating_day';

/** The demo's business time and the two buttons that move it. Outside a demo the bar has no such thing. */
export function DemoClock() {
  const { t, language } = useWords();
  const now = useBusinessNow();
  const holiday = Boolean(useStatus()?.session?.holiday_name);
  const notify = useNotify();
  const mayAdvance = useCan('advance', 'demo');
  const box = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<string | null>(null);
  const { demo, ended, begun } = useDemo();
  const advance = useVerb<{ to: To }, Wire<Demo>>({ path: '/api/demo/advance' });
  const running = demo?.advance?.state === 'running' ? demo.advance : null;
  const done = ended === 'done' ? demo?.advance : null;
  const shown = running ? new Date(running.at) : now;

  useEffect(() => {
    if (ended === 'failed') notify(t('demo.failed'), { type: 'error' });
  }, [ended, notify, t]);

  const go = (to: To) =>
    advance.mutate(
      { to },
      { onSuccess: begun, onError: (problem) => notify(problem.text[language], { type: 'error' }) },
    );

  return (
    <Box ref={box} sx={band}>
      <Box component="span" sx={tag}>
        {t('demo.tag')}
      </Box>
      <Box
        component="time"
        dateTime={shown?.toISOString()}
        aria-label={t('demo.time')}
        sx={{ fontSize: 15, fontWeight: 700, letterSpacing: '.01em' }}
      >
        {shown ? moment(shown, language, { year: true, holiday }) : null}
      </Box>
      {running ? (
        <Box component="span" role="status" sx={{ fontSize: 13 }}>
          {t(doing[running.doing ?? 'moving'], { calls: running.calls, files: running.files })}…
        </Box>
      ) : null}
      {mayAdvance && demo && !running ? (
        <>
          <Move
            label={t('demo.plusHour')}
            to={demo.hour_later}
            without={t('demo.plusHourClosed')}
            onMove={() => go('hour')}
          />
          <Move
            label={t('demo.nextDay')}
            to={demo.next_opening}
            without={t('demo.noNextDay')}
            onMove={() => go('next_operating_day')}
          />
        </>
      ) : null}
      {done && done.since !== closed ? (
        <Happened since={done.since} anchor={box} onClose={() => setClosed(done.since)} />
      ) : null}
    </Box>
  );
}

/** A button that says where it leads, or why it cannot go there. */
function Move({
  label,
  to,
  without,
  onMove,
}: {
  label: string;
  to: string | null;
  without: string;
  onMove: () => void;
}) {
  const { t, language } = useWords();
  return (
    <Tooltip describeChild title={to ? t('demo.nextDayIs', { at: moment(new Date(to), language) }) : without}>
      <Button
        size="small"
        aria-disabled={to === null}
        onClick={() => to && onMove()}
        sx={to ? undefined : { color: 'var(--ink-3)', bgcolor: 'var(--bg)' }}
      >
        {label}
      </Button>
    </Tooltip>
  );
}

const doing = {
  colleagues: 'demo.doing.colleagues',
  letters: 'demo.doing.letters',
  files: 'demo.doing.files',
  decisions: 'demo.doing.decisions',
  moving: 'demo.doing.moving',
} as const satisfies Record<string, WordKey>;

const band = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  height: '100%',
  px: 3,
  bgcolor: 'var(--warn-soft)',
  borderInline: '1px solid #eadfb4',
  whiteSpace: 'nowrap',
  flex: 'none',
} as const;

const tag = {
  fontSize: 13,
  fontWeight: 700,
  lineHeight: '20px',
  px: '6px',
  color: 'var(--warn)',
  border: '1px solid',
  borderRadius: '2px',
} as const;
