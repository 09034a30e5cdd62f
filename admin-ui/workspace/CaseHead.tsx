import LockOutlined from '@mui/icons-material/LockOutlined';
import { Box, Button, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { reasonText } from '../i18n/reason-text.ts';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useStatus } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { CaseWire } from './result.ts';

const releaseReasons = ['not_suitable', 'language', 'acquaintance', 'break', 'other'] as const;

/** The strip above the case: the lease, why this case, what waits. */
export function CaseHead({ current, onReleased }: { current: CaseWire; onReleased: () => void }) {
  const words = useWords();
  const { t, code } = words;
  const counts = useStatus()?.counts;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { claim_id, version, task_id } = current.claim;
  const release = useVerb<{ version: number; task_id: string; reason: string }, null>({
    path: `/api/cases/${claim_id}/release`,
  });
  const { reasons, priority_parts } = current.task;
  const why = [
    ...reasons,
    ...priority_parts.filter(({ code: part }) => reasons.every((reason) => reason.code !== part)),
  ]
    .slice(0, 2)
    .map((reason) => reasonText(reason, words));

  return (
    <Box
      component="header"
      sx={{
        borderBottom: '1px solid var(--line)',
        px: 4,
        minHeight: 44,
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        fontSize: 13,
      }}
    >
      <LockOutlined sx={{ fontSize: 18, color: 'var(--accent)' }} aria-hidden />
      <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
        <b style={{ color: 'var(--accent)' }}>{t('workspace.held')}</b> {t('workspace.heldNote')}
      </Box>
      <Box
        component="span"
        sx={{
          borderLeft: '1px solid var(--line)',
          pl: 3,
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        <b style={{ color: 'var(--accent)' }}>{t('workspace.whyThis')}</b> {why.join('、')}
      </Box>
      {current.task.withdrawn_reason ? (
        <StateChip tone="warn">{t('workspace.withdrawn', { reason: current.task.withdrawn_reason })}</StateChip>
      ) : null}
      <ProblemAlert problem={release.error} />
      <Box sx={{ ml: 'auto', display: 'flex', alignItems: 'center', gap: 3, whiteSpace: 'nowrap' }}>
        <span>
          {t('workspace.callbacks')} <b>{counts?.callbacks ?? 0}</b>
          {counts?.callbacks_overdue ? (
            <b style={{ color: 'var(--bad)' }}> {t('workspace.overdue', { smart_count: counts.callbacks_overdue })}</b>
          ) : null}
        </span>
        <span>
          {t('workspace.noResult')} <b>{counts?.no_result ?? 0}</b>
        </span>
        <span>{t('workspace.left', { smart_count: counts?.tasks ?? 0 })}</span>
        <Button size="small" variant="text" onClick={(event) => setAnchor(event.currentTarget)} aria-haspopup="menu">
          {t('workspace.putOff')}
        </Button>
        <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
          {releaseReasons.map((reason) => (
            <MenuItem
              key={reason}
              onClick={() => {
                setAnchor(null);
                release.mutate({ version, task_id, reason }, { onSuccess: onReleased });
              }}
            >
              {code('releaseReasons', reason)}
            </MenuItem>
          ))}
        </Menu>
      </Box>
    </Box>
  );
}
