import { Box, Button } from '@mui/material';
import { Link } from 'react-router';
import { useWords } from '../../i18n/useWords.ts';
import { Notice } from '../../parts/Notice.tsx';
import { useTrials } from './trials.ts';

/** On the rules page of its receivable: that new cases follow two versions just now. */
export function RunningTrial({ receivable }: { receivable: string }) {
  const { t } = useWords();
  const { data } = useTrials();
  const trial = data?.find((each) => each.state === 'running' && each.receivable_code === receivable);
  if (!trial) return null;
  const versions = t('trial.versions', { champion: trial.champion_version, challenger: trial.challenger_version });
  return (
    <Box sx={{ borderBottom: '1px solid var(--line)' }}>
      <Notice
        severity="info"
        action={
          <Button size="small" component={Link} to={`/rules/trials/${trial.id}`}>
            {t('trial.open')}
          </Button>
        }
      >
        {t('trial.running', { versions, share: trial.share_percent })}
      </Notice>
    </Box>
  );
}
