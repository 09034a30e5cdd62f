import { Box, Checkbox, FormControlLabel, TextField, ToggleButton } from '@mui/material';
import { formatYen } from '../../domain/money.ts';
import { day, moment } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { DateField } from '../parts/DateField.tsx';
import { LabelCell } from '../parts/LabelForm.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { callableOf, type CaseWire, needsMessage, needsSpeaker, type ResultDraft } from './result.ts';
import type { Draft } from './useDraft.ts';

const kinds = ['consultation', 'inquiry', 'direct_debit', 'transfer', 'other'] as const;

/** The fields that go with the chosen result; they open below it, never in a dialog. */
export function ResultFields({ current, draft }: { current: CaseWire; draft: Draft }) {
  const { t } = useWords();
  const { outcome } = draft.value;
  return (
    <>
      {outcome === 'promise' ? <PromiseFields current={current} draft={draft} /> : null}
      {outcome === 'callback_requested' ? <CallbackFields current={current} draft={draft} /> : null}
      {needsMessage(outcome) ? <MessageFields draft={draft} /> : null}
      {needsSpeaker(outcome) ? (
        <Speaker draft={draft} />
      ) : (
        <LabelCell head={t('workspace.words')} controls>
          <Said draft={draft} />
        </LabelCell>
      )}
    </>
  );
}

function change<Key extends keyof ResultDraft>(draft: Draft, key: Key) {
  return (value: ResultDraft[Key]) => draft.update((before) => ({ ...before, [key]: value }));
}

function PromiseFields({ current, draft }: { current: CaseWire; draft: Draft }) {
  const { t, language } = useWords();
  const setDate = change(draft, 'promisedFor');
  const setAmount = change(draft, 'amount');
  const whole = callableOf(draft.value, current);
  return (
    <>
      <LabelCell head={t('workspace.promiseDate')} controls>
        {current.promise_dates.map((date) => (
          <ToggleButton
            key={date}
            value={date}
            size="small"
            selected={draft.value.promisedFor === date}
            onChange={() => setDate(date)}
          >
            {day(date, language)}
          </ToggleButton>
        ))}
        <DateField label={t('workspace.promiseDate')} value={draft.value.promisedFor} onChange={setDate} />
      </LabelCell>
      <LabelCell head={t('common.amount')} controls>
        <ToggleButton value="all" size="small" selected={draft.value.amount === null} onChange={() => setAmount(null)}>
          {t('workspace.wholeAmount', { smart_count: draft.value.accountIds.length, amount: formatYen(whole) })}
        </ToggleButton>
        <TextField
          placeholder={t('workspace.otherAmount')}
          value={draft.value.amount ?? ''}
          onChange={(event) => {
            const digits = event.target.value.normalize('NFKC').replace(/\D/g, '');
            setAmount(digits === '' ? null : Math.min(Number(digits), whole));
          }}
          slotProps={{
            htmlInput: {
              inputMode: 'numeric',
              'aria-label': t('workspace.otherAmount'),
              style: { textAlign: 'right', width: 96 },
            },
          }}
        />
        <span>{t('common.yen')}</span>
      </LabelCell>
    </>
  );
}

function CallbackFields({ current, draft }: { current: CaseWire; draft: Draft }) {
  const { t, language } = useWords();
  const setAt = change(draft, 'callbackAt');
  return (
    <LabelCell head={t('workspace.callbackAt')} controls>
      {current.callback_times.map((at) => (
        <ToggleButton
          key={at}
          value={at}
          size="small"
          selected={draft.value.callbackAt === at}
          onChange={() => setAt(at)}
        >
          {moment(new Date(at), language)}
        </ToggleButton>
      ))}
      <ToggleGroup
        label={t('workspace.callbackWho')}
        value={draft.value.callbackMine ? 'mine' : 'anyone'}
        choices={[
          { value: 'mine', label: t('workspace.mine') },
          { value: 'anyone', label: t('workspace.anyone') },
        ]}
        onChange={(who) => change(draft, 'callbackMine')(who === 'mine')}
      />
    </LabelCell>
  );
}

function MessageFields({ draft }: { draft: Draft }) {
  const { t, code } = useWords();
  const complaint = draft.value.outcome === 'complaint';
  return (
    <LabelCell head={t('workspace.message')} controls>
      {complaint ? null : (
        <ToggleGroup
          label={t('workspace.messageKind')}
          value={draft.value.messageKind}
          choices={kinds.map((value) => ({ value, label: code('messageKinds', value) }))}
          onChange={change(draft, 'messageKind')}
        />
      )}
      <FormControlLabel
        sx={{ ml: 0 }}
        control={
          <Checkbox
            size="small"
            sx={{ p: 0, mr: 1 }}
            checked={draft.value.urgent}
            onChange={(_event, checked) => change(draft, 'urgent')(checked)}
          />
        }
        label={t('workspace.urgent')}
      />
      <TextField
        fullWidth
        multiline
        minRows={2}
        maxRows={4}
        required
        value={draft.value.messageText}
        placeholder={t('workspace.messageHint')}
        onChange={(event) => change(draft, 'messageText')(event.target.value)}
        slotProps={{ htmlInput: { 'aria-label': t('workspace.message'), maxLength: 2_000 } }}
      />
    </LabelCell>
  );
}

function Speaker({ draft }: { draft: Draft }) {
  const { t, code } = useWords();
  return (
    <LabelCell head={t('workspace.spokeWith')} controls>
      <ToggleGroup
        label={t('workspace.spokeWith')}
        value={draft.value.spokeWith ?? 'self'}
        choices={(['self', 'household', 'other'] as const).map((value) => ({ value, label: code('spokeWith', value) }))}
        onChange={change(draft, 'spokeWith')}
      />
      <Box sx={{ flex: 1, minWidth: 180 }}>
        <Said draft={draft} />
      </Box>
      {draft.value.spokeWith === 'other' || draft.value.spokeWith === 'household' ? (
        <Box component="span" sx={{ fontSize: 13, color: 'var(--warn)' }}>
          {t('workspace.noDisclosure')}
        </Box>
      ) : null}
    </LabelCell>
  );
}

function Said({ draft }: { draft: Draft }) {
  const { t } = useWords();
  return (
    <TextField
      fullWidth
      multiline
      maxRows={3}
      value={draft.value.text}
      placeholder={t('workspace.wordsHint')}
      onChange={(event) => change(draft, 'text')(event.target.value)}
      slotProps={{ htmlInput: { 'aria-label': t('workspace.words'), maxLength: 2_000 } }}
    />
  );
}

/** A number heard in the call, beside the results about numbers. */
export function NewPhone({ draft }: { draft: Draft }) {
  const { t } = useWords();
  return (
    <TextField
      value={draft.value.newPhone}
      placeholder={t('workspace.newPhoneHint')}
      onChange={(event) => change(draft, 'newPhone')(event.target.value)}
      sx={{ flex: 1, minWidth: 150, '& input': { height: 28, boxSizing: 'border-box', fontSize: 13 } }}
      slotProps={{ htmlInput: { 'aria-label': t('workspace.newPhone'), inputMode: 'tel', maxLength: 30 } }}
    />
  );
}
