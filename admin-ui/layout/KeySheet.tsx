import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Kbd } from '../parts/Kbd.tsx';
import type { KeyNote } from '../parts/key-notes.ts';

/** Alt+/: every key that is live now, taken from the hotkeys themselves. */
export function KeySheet({ open, onClose, notes }: { open: boolean; onClose: () => void; notes: KeyNote[] }) {
  const { t } = useWords();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="key-sheet-title">
      <DialogTitle id="key-sheet-title">{t('frame.keysTitle')}</DialogTitle>
      <DialogContent sx={{ width: 440, pb: 0 }}>
        {(['page', 'frame'] as const).map((group) => {
          const keys = notes.filter((note) => note.group === group);
          if (group === 'frame') keys.push({ keys: 'Esc', note: t('frame.keyEscape'), group });
          if (keys.length === 0) return null;
          return (
            <Box key={group} sx={{ mb: 4 }}>
              <Box component="h3" sx={{ mb: 1 }}>
                {t(`frame.keyGroups.${group}`)}
              </Box>
              <Box
                component="dl"
                sx={{ display: 'grid', gridTemplateColumns: '104px 1fr', borderTop: '1px solid var(--line)' }}
              >
                {keys.map(({ keys: shown, note }) => (
                  <Box
                    key={shown}
                    sx={{ display: 'contents', '& > *': { borderBottom: '1px solid var(--line)', py: 1 } }}
                  >
                    <dt>
                      <Kbd>{shown}</Kbd>
                    </dt>
                    <dd>{note}</dd>
                  </Box>
                ))}
              </Box>
            </Box>
          );
        })}
        <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>{t('frame.keysHelp')}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
