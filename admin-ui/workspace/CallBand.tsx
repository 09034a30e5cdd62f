import CallEndOutlined from '@mui/icons-material/CallEndOutlined';
import CallOutlined from '@mui/icons-material/CallOutlined';
import MicOffOutlined from '@mui/icons-material/MicOffOutlined';
import PauseOutlined from '@mui/icons-material/PauseOutlined';
import { Box } from '@mui/material';
import { useEffect, useState } from 'react';
import { formatPhone } from '../../domain/phone-number.ts';
import { duration } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import type { CaseWire } from './result.ts';
import type { CallWire, useCall } from './useCase.ts';

export interface CallBandProps {
  current: CaseWire;
  phoneId: string | null;
  line: ReturnType<typeof useCall>;
}

/** The line: dial, the deep band while it is up, what it said at the end. */
export function CallBand({ current, phoneId, line }: CallBandProps) {
  const { call, problem } = line;
  const up = call && call.state !== 'ended';
  return (
    <>
      {up ? <Up call={call} line={line} current={current} /> : <Down current={current} phoneId={phoneId} line={line} />}
      {problem ? (
        <Box sx={{ px: 4, pt: 2 }}>
          <ProblemAlert problem={problem} />
        </Box>
      ) : null}
    </>
  );
}

function Down({ current, phoneId, line }: CallBandProps) {
  const { t, code } = useWords();
  const phone = current.phones.find((candidate) => candidate.id === phoneId);
  const account = current.accounts.find((candidate) => candidate.id === current.task.account_id);
  const ended = line.call;
  return (
    <Box sx={{ px: 4, py: 3, display: 'flex', alignItems: 'center', gap: 4, borderBottom: '1px solid var(--line)' }}>
      <Box sx={{ flex: 'none' }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, whiteSpace: 'nowrap' }}>
          <b style={{ fontSize: 16 }}>{phone ? formatPhone(phone.number) : t('workspace.noPhone')}</b>
          {ended ? (
            <StateChip tone={ended.line_result === 'answered' ? 'ok' : 'hold'}>
              {code('lineResults', ended.line_result)}
            </StateChip>
          ) : null}
        </Box>
        <Box sx={{ fontSize: 13, color: 'var(--ink-2)', whiteSpace: 'nowrap' }}>
          {ended
            ? t('workspace.ended', {
                ring: Math.round((ended.ring_ms ?? 0) / 1_000),
                talk: duration(ended.talk_ms ?? 0),
              })
            : account && t('workspace.callerId', { phone: formatPhone(account.contact_phone) })}
        </Box>
      </Box>
      <Box sx={{ ml: 'auto' }}>
        <KeyButton
          keys="alt+d"
          note={t('workspace.dial')}
          variant={ended ? 'outlined' : 'contained'}
          color="primary"
          size="large"
          disabled={!phone}
          loading={line.dialing}
          startIcon={<CallOutlined />}
          onClick={() => phone && line.dial(phone.id)}
        >
          {t(ended ? 'workspace.dialAgain' : 'workspace.dial')}
        </KeyButton>
      </Box>
    </Box>
  );
}

const onBand = {
  bgcolor: 'transparent',
  color: '#fff',
  borderColor: 'rgb(255 255 255 / .6)',
  '& kbd': { color: '#fff', bgcolor: 'transparent', borderColor: 'rgb(255 255 255 / .6)' },
} as const;

const onPaper = {
  bgcolor: '#fff',
  color: 'var(--ink)',
  '& kbd': { color: 'var(--ink)', borderColor: 'var(--line-2)' },
} as const;

function Up({ call, line }: { call: CallWire; line: CallBandProps['line']; current: CaseWire }) {
  const { t, code } = useWords();
  const [held, setHeld] = useState(false);
  const [muted, setMuted] = useState(false);
  const talking = call.state === 'talking';
  return (
    <Box sx={{ bgcolor: 'var(--accent-2)', color: '#fff', px: 4, pt: 2, pb: '10px' }} role="status">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, mb: 2 }}>
        <CallOutlined aria-hidden />
        <b style={{ fontSize: 16 }}>{code('callStates', call.state)}</b>
        <Box component="span" sx={{ fontSize: 28, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
          <Timer since={talking ? call.answered_at : call.started_at} />
        </Box>
        <Box sx={{ lineHeight: 1.4 }}>
          <b style={{ fontSize: 16 }}>{call.number ? formatPhone(call.number) : ''}</b>
          <Box component="span" sx={{ display: 'block', fontSize: 13 }}>
            {t('workspace.callerId', { phone: formatPhone(call.caller_id) })}
          </Box>
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 2, '& .MuiButton-root.MuiButton-root': onBand }}>
        <KeyButton
          keys="alt+p"
          note={t('workspace.hold')}
          variant="outlined"
          disabled={!talking}
          startIcon={<PauseOutlined />}
          aria-pressed={held}
          onClick={() => {
            line.control(held ? 'unhold' : 'hold');
            setHeld(!held);
          }}
        >
          {t(held ? 'workspace.unhold' : 'workspace.holdCall')}
        </KeyButton>
        <KeyButton
          keys="alt+m"
          note={t('workspace.mute')}
          variant="outlined"
          disabled={!talking}
          startIcon={<MicOffOutlined />}
          aria-pressed={muted}
          onClick={() => {
            line.control(muted ? 'unmute' : 'mute');
            setMuted(!muted);
          }}
        >
          {t(muted ? 'workspace.unmute' : 'workspace.mute')}
        </KeyButton>
        <Box
          sx={{
            ml: 'auto',
            '& .MuiButton-root.MuiButton-root.MuiButton-root': onPaper,
          }}
        >
          <KeyButton
            keys="alt+h"
            note={t('workspace.hangUp')}
            variant="outlined"
            startIcon={<CallEndOutlined />}
            onClick={() => line.control('hang-up')}
          >
            {t('workspace.hangUp')}
          </KeyButton>
        </Box>
      </Box>
    </Box>
  );
}

/** The line's own times are business time; what passes is real, so count from when it was first seen. */
function Timer({ since }: { since: string | null }) {
  const [seen, setSeen] = useState(() => ({ since, from: performance.now() }));
  const [now, setNow] = useState(performance.now());
  if (seen.since !== since) setSeen({ since, from: performance.now() });
  useEffect(() => {
    const timer = window.setInterval(() => setNow(performance.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  return <>{duration(now - seen.from)}</>;
}
