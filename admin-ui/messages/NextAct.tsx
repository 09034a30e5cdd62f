import { Box, Button, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useCan, useSession } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import type { Item, Kind } from './correspondence.ts';

type VerbName = 'receive' | 'answer' | 'done' | 'return';
type Writing = 'answer' | 'return';

/** What may be done with the item now: its department receives, answers, ends or returns it; the centre ends an answered message. */
export function NextAct({ kind, item, onActed }: { kind: Kind; item: Item; onActed: () => void }) {
  const { t } = useWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const department = useSession()?.staff.department_code;
  const mayAnswer = useCan('answer', kind === 'messages' ? 'message' : 'hand_over');
  const mayWork = useCan('work', 'message');
  const [writing, setWriting] = useState<Writing | null>(null);
  const [text, setText] = useState('');
  const verb = useVerb<{ verb: VerbName; text: string | null }, null>({
    path: ({ verb: name }) => `/api/${kind}/${item.id}/${name}`,
  });
  const act = (name: VerbName) =>
    verb.mutate(
      { verb: name, text: text.trim() || null },
      {
        onSuccess: () => {
          onActed();
          notify('messages.saved', { type: 'success' });
          void queries.invalidateQueries({ queryKey: [kind] });
          void queries.invalidateQueries({ queryKey: ['status'] });
        },
      },
    );
  const verbs = verbsOf(kind, item, mayAnswer && department === item.department_code, mayWork);
  if (verbs.length === 0) return <Waiting item={item} />;
  return (
    <Box sx={{ mt: 4, display: 'grid', gap: 3 }}>
      {writing ? (
        <TextField
          id="correspondence-text"
          label={t(writing === 'answer' ? 'messages.answerText' : 'messages.returnText')}
          multiline
          minRows={4}
          fullWidth
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 2_000 } }}
        />
      ) : null}
      <ProblemAlert problem={verb.error} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: 2 }}>
        {writing ? <Button onClick={() => setWriting(null)}>{t('common.cancel')}</Button> : null}
        {writing ? (
          <Button
            variant="contained"
            color="primary"
            size="large"
            disabled={text.trim() === ''}
            loading={verb.isPending}
            onClick={() => act(writing)}
          >
            {t(words[writing])}
          </Button>
        ) : (
          verbs.map((name, index) => {
            const first = index === 0;
            return (
              <Button
                key={name}
                variant={first ? 'contained' : 'outlined'}
                color={first ? 'primary' : 'inherit'}
                size="large"
                sx={{ order: first ? 1 : 0 }}
                loading={verb.isPending}
                onClick={() => (name === 'answer' || name === 'return' ? setWriting(name) : act(name))}
              >
                {t(name === 'answer' ? 'messages.write' : name === 'return' ? 'messages.writeReturn' : words[name])}
              </Button>
            );
          })
        )}
      </Box>
    </Box>
  );
}

const words = {
  receive: 'messages.receive',
  answer: 'messages.answerVerb',
  done: 'messages.done',
  return: 'messages.returnVerb',
} as const;

function verbsOf(kind: Kind, { state }: Item, own: boolean, centre: boolean): VerbName[] {
  if (own) {
    const back: VerbName[] = kind === 'hand-overs' ? ['return'] : [];
    if (state === 'sent') return ['receive', ...back];
    if (state === 'received') return ['answer', 'done', ...back];
    return state === 'answered' ? ['done', ...back] : [];
  }
  return centre && kind === 'messages' && state === 'answered' ? ['done'] : [];
}

function Waiting({ item }: { item: Item }) {
  const { t } = useWords();
  const ended = item.state === 'done' || item.state === 'returned';
  return (
    <Box component="p" sx={{ mt: 4, fontSize: 13, color: 'var(--ink-2)' }}>
      {ended ? t('messages.closed') : t('messages.waitsDepartment', { department: item.department_name })}
    </Box>
  );
}
