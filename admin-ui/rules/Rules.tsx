import LockOutlined from '@mui/icons-material/LockOutlined';
import { Box, Button, MenuItem, TextField } from '@mui/material';
import { useSearchParams } from 'react-router';
import { legalDate } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Loading } from '../layout/Loading.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useReceivables } from '../parts/ReceivableFilter.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { useRuleVersions } from './rule-version.ts';
import { StepTable } from './StepTable.tsx';
import { VersionFacts } from './VersionFacts.tsx';

/** 規則, to read: the steps of one receivable as sentences, its caps and promises, its versions and who follows them. */
export function Rules() {
  const { t, code, language } = useWords();
  const [query, setQuery] = useSearchParams();
  const receivables = useReceivables();
  const { data: versions, error } = useRuleVersions();
  const receivable = query.get('receivable') ?? receivables[0]?.code ?? '';
  const own = (versions ?? []).filter(({ receivable_code }) => receivable_code === receivable);
  const active = own.find(({ status }) => status === 'active');
  const shown = own.find(({ id }) => id === query.get('version')) ?? active ?? own[0];
  return (
    <Page
      title={t('rules.title')}
      about={t('about.rules')}
      beside={
        <>
          <TextField
            select
            value={receivables.some((each) => each.code === receivable) ? receivable : ''}
            onChange={(event) => setQuery({ receivable: event.target.value })}
            slotProps={{ select: { inputProps: { 'aria-label': t('rules.receivable') } } }}
            sx={{ minWidth: 160 }}
          >
            {receivables.map((each) => (
              <MenuItem key={each.code} value={each.code}>
                {language === 'ja' ? each.name_ja : each.name_en}
              </MenuItem>
            ))}
          </TextField>
          {shown ? (
            <StateChip tone={shown.status === 'active' ? 'ok' : 'plain'}>
              {t('common.ruleVersion', { version: shown.version })} {code('ruleStates', shown.status)}
            </StateChip>
          ) : null}
          {active ? (
            <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
              {t('rules.active', {
                version: active.version,
                from: legalDate(active.effective_from, language, 'kanji'),
              })}
            </Box>
          ) : null}
        </>
      }
      end={
        <StateChip tone="plain" icon={LockOutlined}>
          {t('rules.readOnly')}
        </StateChip>
      }
    >
      <Panes columns="minmax(0, 1fr) 400px">
        <Pane reachable label={t('rules.title')}>
          <ProblemAlert problem={error} />
          {!versions && !error ? <Loading /> : null}
          {shown ? <StepTable version={shown} /> : null}
          {versions && !shown ? <EmptyState>{t('rules.none')}</EmptyState> : null}
        </Pane>
        <Pane side>
          {shown ? (
            <VersionFacts
              shown={shown}
              versions={own}
              receivable={receivables.find((each) => each.code === receivable) ?? null}
              choose={(version) => (
                <Button
                  variant="text"
                  size="small"
                  aria-pressed={version.id === shown.id}
                  sx={{ p: 0, height: 24 }}
                  onClick={() => setQuery({ receivable, version: version.id })}
                >
                  {t('common.ruleVersion', { version: version.version })}
                </Button>
              )}
            />
          ) : null}
        </Pane>
      </Panes>
    </Page>
  );
}
