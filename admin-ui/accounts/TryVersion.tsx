import { Box, Button, MenuItem, TextField } from '@mui/material';
import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useRuleVersions } from '../rules/rule-version.ts';
import { useTry } from '../rules/simulation/simulations.ts';
import type { AccountWire } from './account.ts';

/** 試算: this account under a version of its receivable's rules, the one under way first. */
export function TryVersion({ account }: { account: AccountWire }) {
  const { t, code } = useWords();
  const { data, error } = useRuleVersions();
  const own = (data ?? []).filter(
    ({ receivable_code, status }) => receivable_code === account.receivable_code && status !== 'discarded',
  );
  const [chosen, choose] = useState<string | null>(null);
  const version = own.find(({ id }) => id === chosen) ?? own[0];
  const tried = useTry(version?.id ?? '');
  return (
    <>
      <Box component="p" sx={{ mb: 3, fontSize: 13, color: 'var(--ink-2)' }}>
        {t('simulation.tried.about')}
      </Box>
      <ProblemAlert problem={error ?? tried.error} />
      {version ? (
        <Box sx={{ display: 'flex', gap: 2 }}>
          <TextField
            select
            value={version.id}
            onChange={(event) => choose(event.target.value)}
            slotProps={{ select: { inputProps: { 'aria-label': t('rules.version') } } }}
            sx={{ minWidth: 160 }}
          >
            {own.map((each) => (
              <MenuItem key={each.id} value={each.id}>
                {t('common.ruleVersion', { version: each.version })} {code('ruleStates', each.status)}
              </MenuItem>
            ))}
          </TextField>
          <Button loading={tried.isPending} onClick={() => tried.begin(account.id)}>
            {t('simulation.tried.withThis')}
          </Button>
        </Box>
      ) : null}
    </>
  );
}
