import { Box, Button, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AccountRow } from '../../../api/schemas/rows.ts';
import { useWords } from '../../i18n/useWords.ts';
import { ProblemAlert } from '../../parts/ProblemAlert.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { type Column, Table } from '../../parts/Table.tsx';
import { Yen } from '../../parts/Yen.tsx';
import { api } from '../../providers/http.ts';
import type { Wire } from '../../providers/status.ts';
import { useVerb } from '../../providers/useVerb.ts';
import type { Version } from '../rule-version.ts';
import { useTry } from './simulations.ts';

type Row = Wire<AccountRow>;

/** 一件で試す: an account is searched as in the top bar (the words go in a body, never in a URL) and tried under this version. */
export function TryAccount({ version }: { version: Version }) {
  const { t } = useWords();
  const [text, type] = useState('');
  const search = useVerb<{ text: string }, { id: string }>({ path: '/api/search' });
  const tried = useTry(version.id);
  const found = search.data?.id;
  const { data, error } = useQuery({
    queryKey: ['accounts', 'try', found, version.receivable_code],
    queryFn: ({ signal }) => {
      const filter = JSON.stringify({ search: found, receivable_code: version.receivable_code });
      return api.get<Row[]>(`/api/accounts?range=[0,7]&filter=${encodeURIComponent(filter)}`, signal);
    },
    enabled: found !== undefined,
  });
  const columns: Column<Row>[] = [
    { key: 'name', head: t('simulation.debtor'), cell: ({ name }) => name },
    {
      key: 'addressee',
      head: t('common.addresseeNo'),
      cell: ({ addressee_no }) => <span style={{ fontFamily: 'var(--mono)' }}>{addressee_no}</span>,
    },
    { key: 'balance', head: t('common.amount'), number: true, cell: ({ balance }) => <Yen amount={balance} /> },
    {
      key: 'try',
      head: '',
      cell: ({ id }) => (
        <Button size="small" loading={tried.isPending} onClick={() => tried.begin(id)}>
          {t('simulation.tried.verb')}
        </Button>
      ),
    },
  ];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '') search.mutate({ text: text.trim() });
  }

  return (
    <Box sx={{ mt: 5 }}>
      <SectionHead level={3}>{t('simulation.tried.head')}</SectionHead>
      <Box component="form" onSubmit={submit} sx={{ display: 'flex', gap: 2, mb: 2 }}>
        <TextField
          value={text}
          onChange={(event) => type(event.target.value)}
          placeholder={t('frame.searchHint')}
          sx={{ flex: 1 }}
          slotProps={{ htmlInput: { 'aria-label': t('simulation.tried.search'), autoComplete: 'off' } }}
        />
        <Button type="submit" loading={search.isPending}>
          {t('simulation.tried.find')}
        </Button>
      </Box>
      <ProblemAlert problem={search.error ?? error ?? tried.error} />
      {data ? (
        <Table
          label={t('simulation.tried.found')}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
          empty={t('simulation.tried.noneFound')}
        />
      ) : null}
    </Box>
  );
}
