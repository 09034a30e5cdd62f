import { Box, Button, Checkbox, FormControlLabel } from '@mui/material';
import { useWords } from '../../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../../parts/LabelForm.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { NumberField } from './NumberField.tsx';
import { isWrong, type RuleDraft, type WholeNumber, wholeNumbers } from './rule-draft.ts';

interface WholeFormProps {
  draft: RuleDraft;
  wrong: ReadonlySet<string>;
  change: (draft: RuleDraft) => void;
}

const months = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

/** What holds for every line: caps, retries, promises, the rest after a hold, the season and the effect windows. */
export function WholeForm({ draft, wrong, change }: WholeFormProps) {
  const { t } = useWords();
  const toggle = (month: number) => {
    const set = new Set(draft.seasonMonths ?? []);
    if (!set.delete(month)) set.add(month);
    change({ ...draft, seasonMonths: set.size > 0 ? [...set].sort((left, right) => left - right) : null });
  };
  return (
    <Box>
      <SectionHead level={3}>{t('ruleEditor.whole')}</SectionHead>
      <LabelForm head={184}>
        {wholeNumbers.map((path) => (
          <LabelCell key={path} head={t(`ruleEditor.numbers.${wordOf(path)}`)} controls>
            <NumberField
              label={t(`ruleEditor.numbers.${wordOf(path)}`)}
              unit={t(`ruleEditor.units.${wordOf(path)}`)}
              value={draft.numbers[path]}
              wrong={isWrong(wrong, path)}
              change={(value) => change({ ...draft, numbers: { ...draft.numbers, [path]: value } })}
            />
          </LabelCell>
        ))}
        <LabelCell head={t('ruleEditor.remind')} controls>
          <FormControlLabel
            control={
              <Checkbox
                checked={draft.remindBySms}
                onChange={({ target }) => change({ ...draft, remindBySms: target.checked })}
              />
            }
            label={t('ruleEditor.remindYes')}
          />
        </LabelCell>
        <LabelCell head={t('rules.season')} controls>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }} role="group" aria-label={t('rules.season')}>
            {months.map((month) => (
              <Button
                key={month}
                size="small"
                aria-pressed={draft.seasonMonths?.includes(month) ?? false}
                sx={{ minWidth: 44 }}
                onClick={() => toggle(month)}
              >
                {t('ruleEditor.month', { month })}
              </Button>
            ))}
          </Box>
          <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
            {draft.seasonMonths ? '' : t('rules.seasonAll')}
          </Box>
        </LabelCell>
      </LabelForm>
    </Box>
  );
}

const words = {
  'caps.callsPerUnitPerDay': 'callsPerUnitPerDay',
  'caps.ringsPerUnitPerDay': 'ringsPerUnitPerDay',
  'caps.ringsPerNumberPerDay': 'ringsPerNumberPerDay',
  'caps.contactsPerDebtorPerDay': 'contactsPerDebtorPerDay',
  'caps.minimumGapMinutes': 'minimumGapMinutes',
  'caps.letterGapDays': 'letterGapDays',
  'retry.busy.minutes': 'busyMinutes',
  'retry.busy.times': 'busyTimes',
  'retry.no_answer.minutes': 'noAnswerMinutes',
  'retry.no_answer.times': 'noAnswerTimes',
  'promise.graceDays': 'graceDays',
  'promise.brokenLimit': 'brokenLimit',
  restAfterHold: 'restAfterHold',
  'effect.callWindowDays': 'callWindowDays',
  'effect.letterWindowDays': 'letterWindowDays',
} as const satisfies Record<WholeNumber, string>;

function wordOf(path: WholeNumber) {
  return words[path];
}
