import { Box, Button } from '@mui/material';
import { useListContext } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { useStatus } from '../providers/status.ts';

/** How many texts wait for a person's word, and the way to them. */
export function UnknownNotice() {
  const { t } = useWords();
  const { filterValues, setFilters } = useListContext();
  const unknown = useStatus()?.counts?.sms_unknown ?? 0;
  if (unknown === 0) return null;
  const shown = (filterValues as { state?: string }).state === 'unknown';
  return (
    <Box sx={{ px: 6, py: 3 }}>
      <Notice
        severity="warning"
        action={
          shown ? null : (
            <Button size="small" onClick={() => setFilters({ state: 'unknown' })}>
              {t('sms.showUnknown')}
            </Button>
          )
        }
      >
        {t('sms.unknown', { smart_count: unknown })}
      </Notice>
    </Box>
  );
}
