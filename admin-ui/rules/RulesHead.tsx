import LockOutlined from '@mui/icons-material/LockOutlined';
import PanToolOutlined from '@mui/icons-material/PanToolOutlined';
import { Box, Button, MenuItem, TextField } from '@mui/material';
import { Link } from 'react-router';
import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { useReceivables } from '../parts/ReceivableFilter.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useCan } from '../providers/session.ts';
import type { Version, VersionRow } from './rule-version.ts';

interface RulesHeadProps {
  receivable: string;
  chooseReceivable: (code: string) => void;
  version: Version | null;
  versions: VersionRow[];
  choose: (id: string) => void;
  stop: () => void;
}

/** Which receivable and which version; beside it the one in force. */
export function RulesHead({ receivable, chooseReceivable, version, versions, choose, stop }: RulesHeadProps) {
  const { t, code, language } = useWords();
  const receivables = useReceivables();
  const mayStop = useCan('stop', 'rule');
  const active = versions.find(({ status }) => status === 'active');
  return (
    <Box
      component="header"
      sx={{ display: 'flex', alignItems: 'center', gap: 4, px: 6, height: 56, borderBottom: '1px solid var(--line)' }}
    >
      <Box component="h1">{t('rules.title')}</Box>
      <TextField
        select
        value={receivables.some((each) => each.code === receivable) ? receivable : ''}
        onChange={(event) => chooseReceivable(event.target.value)}
        slotProps={{ select: { inputProps: { 'aria-label': t('rules.receivable') } } }}
        sx={{ minWidth: 160 }}
      >
        {receivables.map((each) => (
          <MenuItem key={each.code} value={each.code}>
            {language === 'ja' ? each.name_ja : each.name_en}
          </MenuItem>
        ))}
      </TextField>
      {version ? (
        <TextField
          select
          value={version.id}
          onChange={(event) => choose(event.target.value)}
          slotProps={{ select: { inputProps: { 'aria-label': t('rules.version') } } }}
          sx={{ minWidth: 132 }}
        >
          {versions.map((each) => (
            <MenuItem key={each.id} value={each.id}>
              {t('common.ruleVersion', { version: each.version })} {code('ruleStates', each.status)}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      {active?.effective_from ? (
        <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)', whiteSpace: 'nowrap' }}>
          {t('rules.active', {
            version: active.version,
            from: legalDate(active.effective_from, language, 'kanji'),
          })}
        </Box>
      ) : null}
      <Box sx={{ ml: 'auto', display: 'flex', gap: 2 }}>
        <Button component={Link} to="/rules/trials">
          {t('trial.title')}
        </Button>
        {mayStop ? (
          <Button startIcon={<PanToolOutlined />} onClick={stop}>
            {t('rules.stops.title')}
          </Button>
        ) : version && Object.values(version.verbs).every((refusal) => refusal === 'no_right') ? (
          <StateChip tone="plain" icon={LockOutlined}>
            {t('rules.readOnly')}
          </StateChip>
        ) : null}
      </Box>
    </Box>
  );
}
