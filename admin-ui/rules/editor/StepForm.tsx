import { Box, MenuItem, TextField } from '@mui/material';
import { stepChannels, stepSessions } from '../../../domain/rules.ts';
import { useWords } from '../../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../../parts/LabelForm.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';
import { NumberField } from './NumberField.tsx';
import { isWrong, type StepDraft } from './rule-draft.ts';

interface StepFormProps {
  no: number;
  step: StepDraft;
  wrong: ReadonlySet<string>;
  change: (step: StepDraft) => void;
}

/** One line of the table: when, by what, in which session, how often and how far apart. */
export function StepForm({ no, step, wrong, change }: StepFormProps) {
  const { t, code } = useWords();
  const path = `steps.${no - 1}`;
  const isHandOff = step.channel === 'hand_off';
  const isLetter = step.channel === 'letter';
  return (
    <Box>
      <SectionHead level={3}>{t('ruleEditor.stepNo', { no })}</SectionHead>
      <LabelForm head={76}>
        <LabelCell head={t('rules.step')} controls>
          <TextField
            value={step.name}
            error={isWrong(wrong, `${path}.name`)}
            onChange={({ target }) => change({ ...step, name: target.value })}
            slotProps={{ htmlInput: { 'aria-label': t('rules.step'), maxLength: 20 } }}
            sx={{ width: 200 }}
          />
        </LabelCell>
        <LabelCell head={t('ruleEditor.when')} controls>
          <ConditionEditor
            condition={step.condition}
            of={step.name || t('ruleEditor.stepNo', { no })}
            change={(condition) => change({ ...step, condition })}
          />
        </LabelCell>
        <LabelCell head={t('rules.channel')} controls>
          <TextField
            select
            value={step.channel}
            onChange={({ target }) => {
              const channel = stepChannels.find((each) => each === target.value);
              if (channel) change({ ...step, channel, session: channel === 'call' ? step.session : 'any' });
            }}
            slotProps={{ select: { inputProps: { 'aria-label': t('rules.channel') } } }}
            sx={{ width: 140 }}
          >
            {stepChannels.map((channel) => (
              <MenuItem key={channel} value={channel}>
                {code('channels', channel)}
              </MenuItem>
            ))}
          </TextField>
        </LabelCell>
        {step.channel === 'call' ? (
          <LabelCell head={t('ruleEditor.session')} controls>
            <TextField
              select
              value={step.session}
              onChange={({ target }) => {
                const session = stepSessions.find((each) => each === target.value);
                if (session) change({ ...step, session });
              }}
              slotProps={{ select: { inputProps: { 'aria-label': t('ruleEditor.session') } } }}
              sx={{ width: 200 }}
            >
              {stepSessions.map((session) => (
                <MenuItem key={session} value={session}>
                  {session === 'any' ? t('ruleEditor.bestSession') : code('sessions', session)}
                </MenuItem>
              ))}
            </TextField>
          </LabelCell>
        ) : null}
        {isHandOff ? null : (
          <>
            <LabelCell head={t('ruleEditor.attempts')} controls>
              <NumberField
                label={t('ruleEditor.attempts')}
                unit={t('ruleEditor.times')}
                value={step.attempts}
                wrong={isWrong(wrong, `${path}.attempts`)}
                change={(attempts) => change({ ...step, attempts })}
              />
            </LabelCell>
            <LabelCell head={t('ruleEditor.spacing')} controls>
              <NumberField
                label={t('ruleEditor.spacing')}
                unit={t('ruleEditor.operatingDays')}
                value={step.spacing}
                wrong={isWrong(wrong, `${path}.spacing`)}
                change={(spacing) => change({ ...step, spacing })}
              />
            </LabelCell>
            <LabelCell head={t('ruleEditor.waitAfter')} controls>
              <NumberField
                label={t('ruleEditor.waitAfter')}
                unit={t(isLetter ? 'ruleEditor.daysFromDue' : 'ruleEditor.operatingDays')}
                value={step.waitAfter}
                wrong={isWrong(wrong, `${path}.waitAfter`)}
                change={(waitAfter) => change({ ...step, waitAfter })}
              />
            </LabelCell>
          </>
        )}
      </LabelForm>
    </Box>
  );
}
