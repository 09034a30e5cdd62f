import VisibilityOffOutlined from '@mui/icons-material/VisibilityOffOutlined';
import VisibilityOutlined from '@mui/icons-material/VisibilityOutlined';
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useNotify } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';

export interface MaskedProps {
  debtorId: string;
  field: 'name' | 'address' | 'birth_date' | 'addressee_no' | 'kana';
  /** Name of the field for the button's label: 住所 */
  label: string;
  /** What stands there while it is hidden */
  masked: ReactNode;
  /** How to show what came, e.g. a date in its era */
  show?: (value: string) => ReactNode;
  /** A reason is asked before a DV-protected person's data is shown */
  dvProtected?: boolean;
}

/** One field of personal data: hidden, shown on demand; each showing is logged by the API. */
export function Masked({ debtorId, field, label, masked, show, dvProtected = false }: MaskedProps) {
  const { t, language } = useWords();
  const notify = useNotify();
  const mayReveal = useCan('reveal', 'account');
  const [value, setValue] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const reveal = useVerb<{ field: string; reason: string }, { value: string | null }>({
    path: `/api/debtors/${debtorId}/reveal`,
  });
  const shown = value !== null;

  const ask = (reason: string) =>
    reveal.mutate(
      { field, reason },
      {
        onSuccess: (answer) => setValue(answer.value ?? '—'),
        onError: (problem) => notify(problem.text[language], { type: 'error' }),
        onSettled: () => setAsking(false),
      },
    );

  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
      <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {shown ? (show?.(value) ?? value) : masked}
      </Box>
      {mayReveal ? (
        <Button
          variant="text"
          size="small"
          loading={reveal.isPending}
          aria-label={t(shown ? 'common.hideField' : 'common.revealField', { field: label })}
          startIcon={shown ? <VisibilityOffOutlined /> : <VisibilityOutlined />}
          onClick={() => (shown ? setValue(null) : dvProtected ? setAsking(true) : ask(''))}
          sx={{ ml: 'auto', height: 24, my: '-2px', px: 1, flex: 'none', textDecoration: 'none' }}
        >
          {t(shown ? 'common.hide' : 'common.reveal')}
        </Button>
      ) : null}
      {asking ? <ReasonDialog onCancel={() => setAsking(false)} onReason={ask} /> : null}
    </Box>
  );
}

function ReasonDialog({ onCancel, onReason }: { onCancel: () => void; onReason: (reason: string) => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Dialog open onClose={onCancel} aria-labelledby="reveal-title">
      <DialogTitle id="reveal-title">{t('common.revealReason')}</DialogTitle>
      <DialogContent sx={{ width: 440 }}>
        <Box component="p" sx={{ mb: 3 }}>
          {t('common.revealReasonHelp')}
        </Box>
        <TextField
          id="reveal-reason"
          fullWidth
          multiline
          minRows={2}
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { 'aria-label': t('common.revealReason'), maxLength: 200 } }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={reason.trim() === ''}
          onClick={() => onReason(reason.trim())}
        >
          {t('common.reveal')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
