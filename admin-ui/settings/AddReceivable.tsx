import { Box, Button, MenuItem, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { useVerb } from '../providers/useVerb.ts';
import type { Receivable } from './ReceivableForm.tsx';

interface AddReceivableProps {
  receivables: Receivable[];
  /** The new code, or null when nothing was added */
  onDone: (code: string | null) => void;
}

/** A further receivable 「…と同じ設定で」: group, department, settings and rules of another. */
export function AddReceivable({ receivables, onDone }: AddReceivableProps) {
  const { t, language } = useWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ code: '', name_ja: '', name_en: '', like: receivables[0]?.code ?? '' });
  const add = useVerb<unknown, { id: string }>({ path: '/api/receivables' });
  const source = receivables.find(({ code }) => code === draft.like);
  const complete =
    /^[a-z][a-z0-9_]{1,30}$/.test(draft.code) && draft.name_ja.trim() !== '' && draft.name_en.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete || !source) return;
    add.mutate(
      { ...draft, group_code: source.group_code, department_code: source.department_code },
      {
        onSuccess: ({ id }) => {
          notify('settings.added', { type: 'success' });
          void queries.invalidateQueries({ queryKey: ['receivables'] });
          void queries.invalidateQueries({ queryKey: ['rule-versions'] });
          onDone(id);
        },
      },
    );
  };
  return (
    <Box component="form" noValidate onSubmit={submit}>
      <SectionHead>{t('settings.addTitle')}</SectionHead>
      <Box component="p" sx={{ mb: 3, fontSize: 13, color: 'var(--ink-2)' }}>
        {t('settings.addHelp')}
      </Box>
      <LabelForm head={132}>
        <LabelCell head={t('settings.likeLabel')} controls>
          <TextField
            select
            fullWidth
            value={draft.like}
            onChange={(event) => setDraft({ ...draft, like: event.target.value })}
            slotProps={{ select: { inputProps: { 'aria-label': t('settings.likeLabel') } } }}
          >
            {receivables.map(({ code, name_ja, name_en }) => (
              <MenuItem key={code} value={code}>
                {t('settings.like', { name: language === 'ja' ? name_ja : name_en })}
              </MenuItem>
            ))}
          </TextField>
        </LabelCell>
        {(['name_ja', 'name_en', 'code'] as const).map((name) => (
          <LabelCell key={name} head={t(labels[name])} controls>
            <TextField
              fullWidth
              value={draft[name]}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              helperText={name === 'code' ? t('settings.codeHelp') : undefined}
              slotProps={{ htmlInput: { 'aria-label': t(labels[name]), maxLength: name === 'code' ? 31 : 60 } }}
            />
          </LabelCell>
        ))}
        <LabelCell head={t('settings.group')}>{source?.group_name ?? '—'}</LabelCell>
        <LabelCell head={t('settings.department')}>{source?.department_name ?? '—'}</LabelCell>
      </LabelForm>
      <Box sx={{ mt: 3 }}>
        <ProblemAlert problem={add.error} />
      </Box>
      <Box sx={{ mt: 3, display: 'flex', justifyContent: 'flex-end', gap: 2 }}>
        <Button size="large" onClick={() => onDone(null)}>
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          disabled={!complete}
          loading={add.isPending}
        >
          {t('settings.addVerb')}
        </Button>
      </Box>
    </Box>
  );
}

const labels = { name_ja: 'settings.name', name_en: 'settings.nameEn', code: 'settings.code' } as const;
