import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useRef, useState } from 'react';
import type { HolidayCheck } from '../../api/schemas/calendar.ts';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Table } from '../parts/Table.tsx';
import { useVerb } from '../providers/useVerb.ts';
import { ChangedDays } from './ChangedDays.tsx';

interface HolidayDialogProps {
  onRequested: (id: string) => void;
  onClose: () => void;
}

/** The Cabinet Office's file: checked first, with every fault or every day that would change; only then previewed as a change. */
export function HolidayDialog({ onRequested, onClose }: HolidayDialogProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const check = useVerb<FormData, HolidayCheck>({ path: '/api/calendar/holidays/check' });
  const take = useVerb<FormData, { id: string }>({ path: '/api/calendar/holidays' });
  const found = check.data;
  const choose = (chosen: File | undefined) => {
    setFile(chosen ?? null);
    take.reset();
    if (chosen) check.mutate(formOf(chosen));
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="holidays-title" maxWidth={false}>
      <DialogTitle id="holidays-title">{t('calendar.holidaysTitle')}</DialogTitle>
      <DialogContent sx={{ width: 640, maxHeight: 480 }}>
        <Box component="p" sx={{ mb: 3, fontSize: 13, color: 'var(--ink-2)' }}>
          {t('calendar.holidaysHelp')}
        </Box>
        <Button onClick={() => input.current?.click()} loading={check.isPending}>
          {t('calendar.chooseFile')}
        </Button>{' '}
        {file?.name}
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={t('calendar.chooseFile')}
          onChange={({ target }) => {
            choose(target.files?.[0]);
            target.value = '';
          }}
        />
        <Box sx={{ mt: 3 }}>
          <ProblemAlert problem={check.error ?? take.error} />
          {found ? <Found check={found} /> : null}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          size="large"
          disabled={!file || !found || found.errors.length > 0}
          loading={take.isPending}
          onClick={() => file && take.mutate(formOf(file), { onSuccess: ({ id }) => onRequested(id) })}
        >
          {t('calendar.preview')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Found({ check }: { check: HolidayCheck }) {
  const { t, language } = useWords();
  if (check.errors.length > 0)
    return (
      <>
        <Notice severity="error">{t('calendar.fileFaults', { smart_count: check.errors.length })}</Notice>
        <Table
          label={t('calendar.holidaysTitle')}
          columns={[
            { key: 'row', head: t('calendar.row'), number: true, width: 56, cell: ({ row_no }) => row_no },
            {
              key: 'column',
              head: t('calendar.column'),
              width: 168,
              cell: ({ column_name }) => column_name || t('calendar.wholeFile'),
            },
            {
              key: 'what',
              head: t('calendar.what'),
              cell: ({ message_ja, message_en }) => (language === 'ja' ? message_ja : message_en),
            },
          ]}
          rows={check.errors}
          rowKey={({ row_no, column_name, code }) => `${row_no} ${column_name} ${code}`}
        />
      </>
    );
  return (
    <>
      <Notice severity="success">
        {check.days.length > 0
          ? t('calendar.fileChecked', { holidays: check.holidays, smart_count: check.days.length })
          : t('calendar.fileNothing')}
      </Notice>
      {check.days.length > 0 ? <ChangedDays days={check.days} /> : null}
    </>
  );
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file);
  return form;
}
