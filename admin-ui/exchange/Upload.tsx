import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
import { Box, Button } from '@mui/material';
import { type DragEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useVerb } from '../providers/useVerb.ts';
import { Understood } from './Understood.tsx';

/** Hands a file in: dropped or chosen, its name read back, then sent to be checked. */
export function Upload({ department }: { department: string | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const send = useVerb<FormData, { id: string }>({ path: '/api/exchange-files' });

  const take = (files: FileList | null) => {
    send.reset();
    setFile(files?.[0] ?? null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const submit = (chosen: File) => {
    const form = new FormData();
    form.append('file', chosen);
    send.mutate(form, { onSuccess: ({ id }) => navigate(`/exchange/${id}/show`) });
  };

  return (
    <Box sx={{ px: 6, py: 3, display: 'grid', gap: 2 }}>
      <ProblemAlert problem={send.error} />
      <Box
        component="section"
        aria-label={t('exchange.upload')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 4,
          minHeight: 64,
          px: 4,
          py: 2,
          border: '1px dashed var(--line-2)',
          bgcolor: over ? 'var(--accent-soft)' : 'var(--pane)',
        }}
      >
        {file ? (
          <Understood
            file={file}
            department={department}
            sending={send.isPending}
            onSend={() => submit(file)}
            onAgain={() => take(null)}
          />
        ) : (
          <>
            <UploadFileOutlined sx={{ color: 'var(--ink-3)' }} aria-hidden />
            <Box>
              {t('exchange.drop')}
              <Button size="small" onClick={() => input.current?.click()} sx={{ mx: 1 }}>
                {t('exchange.choose')}
              </Button>
              <Box component="span" sx={{ ml: 2, fontSize: 13, color: 'var(--ink-2)' }}>
                {t('exchange.dropHelp')}
              </Box>
            </Box>
          </>
        )}
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={t('exchange.choose')}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </Box>
    </Box>
  );
}
