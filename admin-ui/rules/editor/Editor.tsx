import { Box, Button, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { RuleSet } from '../../../domain/rules.ts';
import { useWords } from '../../i18n/useWords.ts';
import { KeyButton } from '../../parts/KeyButton.tsx';
import { aboveBar, Page, Pane, Panes } from '../../parts/Page.tsx';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { useVerb } from '../../providers/useVerb.ts';
import { Bar } from '../Bar.tsx';
import type { Version } from '../rule-version.ts';
import { draftOf, rulesOf } from './rule-draft.ts';
import { StepForm } from './StepForm.tsx';
import { StepRows } from './StepRows.tsx';
import { WholeForm } from './WholeForm.tsx';

interface EditorProps {
  /** As it was when its editing began */
  version: Version;
  /** As it is now */
  saved: Version;
  onDone: () => void;
}

/** The part of a draft that is not a line of the table. */
const WHOLE = 'whole';

/**
 * A draft while it is edited. What was typed stays when somebody else saved meanwhile: the refusal names who and when, what they saved opens
 * beside it, and only who has been told may replace it.
 */
export function Editor({ version, saved, onDone }: EditorProps) {
  const { t } = useWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(version.content));
  const [note, setNote] = useState(version.note);
  const [selected, select] = useState<string>(draft.steps[0]?.key ?? WHOLE);
  const save = useVerb<{ revision: number; content: RuleSet; note: string }, null>({
    path: `/api/rule-versions/${version.id}`,
    method: 'patch',
  });
  const read = rulesOf(draft);
  const wrong = read.ok ? new Set<string>() : read.wrong;
  const index = draft.steps.findIndex(({ key }) => key === selected);
  const step = draft.steps[index];
  const submit = (revision: number) => {
    if (!read.ok) return;
    save.mutate(
      { revision, content: read.rules, note },
      {
        onSuccess: () => {
          notify('settings.saved', { type: 'success' });
          void queries.invalidateQueries({ queryKey: ['rule-versions'] });
          onDone();
        },
        onError: () => void queries.invalidateQueries({ queryKey: ['rule-versions'] }),
      },
    );
  };
  const isStale = save.error?.code === 'stale_revision';
  return (
    <Page
      title={t('ruleEditor.title', { version: version.version })}
      about={t('ruleEditor.about')}
      beside={version.receivable_name}
      end={<Button onClick={onDone}>{t('common.cancel')}</Button>}
    >
      <Box sx={aboveBar}>
        <Panes columns="minmax(0, 1fr) 536px">
          <Pane reachable label={t('rules.steps')}>
            <StepRows
              steps={draft.steps}
              rules={read.ok ? read.rules : null}
              wrong={wrong}
              selected={selected}
              select={select}
              change={(steps) => setDraft({ ...draft, steps })}
            />
            <Box sx={{ mt: 4 }}>
              <Button aria-pressed={selected === WHOLE} onClick={() => select(WHOLE)}>
                {t('ruleEditor.whole')}
              </Button>
            </Box>
          </Pane>
          <Pane side label={t('ruleEditor.form')}>
            {step ? (
              <StepForm
                key={step.key}
                no={index + 1}
                step={step}
                wrong={wrong}
                change={(changed) =>
                  setDraft({ ...draft, steps: draft.steps.map((each) => (each.key === changed.key ? changed : each)) })
                }
              />
            ) : (
              <WholeForm draft={draft} wrong={wrong} change={setDraft} />
            )}
          </Pane>
        </Panes>
        <Bar>
          <TextField
            value={note}
            placeholder={t('ruleEditor.note')}
            onChange={({ target }) => setNote(target.value)}
            sx={{ flex: 1, maxWidth: 560 }}
            slotProps={{ htmlInput: { 'aria-label': t('ruleEditor.note'), maxLength: 500 } }}
          />
          <Box sx={{ flex: 1 }}>
            {read.ok ? null : (
              <Box component="p" role="alert" sx={{ fontSize: 13, color: 'var(--bad)' }}>
                {t('ruleEditor.wrong')}
              </Box>
            )}
            <ProblemAlert problem={save.error} />
          </Box>
          {isStale ? (
            <Box sx={{ flex: 'none', display: 'grid', gap: 1 }}>
              <Button
                component="a"
                href={`/rules?receivable=${version.receivable_code}&version=${version.id}`}
                target="_blank"
              >
                {t('ruleEditor.showTheirs')}
              </Button>
              <Button loading={save.isPending} disabled={!read.ok} onClick={() => submit(saved.revision)}>
                {t('ruleEditor.replaceTheirs')}
              </Button>
            </Box>
          ) : (
            <KeyButton
              keys="alt+s"
              note={t('settings.save')}
              variant="contained"
              color="primary"
              size="large"
              loading={save.isPending}
              disabled={!read.ok}
              onClick={() => submit(version.revision)}
            >
              {t('settings.save')}
            </KeyButton>
          )}
        </Bar>
      </Box>
    </Page>
  );
}
