import { Box, Button, Link } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { StateChip } from '../parts/StateChip.tsx';
import { type Column, Table } from '../parts/Table.tsx';
import { useCan } from '../providers/session.ts';
import { useVerb } from '../providers/useVerb.ts';
import { type EffectWire, OPERATIONS_KEY } from './queries.ts';

/** Rings, texts and letters of unknown outcome: a person finds out and says what became of them. */
export function UnknownTable({ effects }: { effects: EffectWire[] }) {
  const { t, language } = useWords();
  const seesAccounts = useCan('read', 'account');
  const columns: Column<EffectWire>[] = [
    { key: 'kind', head: t('operations.kind'), width: 96, cell: ({ kind }) => t(`operations.kinds.${kind}`) },
    { key: 'at', head: t('operations.when'), width: 160, cell: ({ at }) => <Moment at={at} /> },
    {
      key: 'account',
      head: t('operations.account'),
      cell: ({ account_id, name_ja, name_en }) => {
        const name = language === 'ja' ? name_ja : name_en;
        if (!account_id) return t('operations.noAccount');
        if (!seesAccounts) return name;
        return (
          <Link component={RouterLink} to={`/accounts/${account_id}/show`}>
            {name} {t('operations.showAccount')}
          </Link>
        );
      },
    },
    {
      key: 'found',
      head: '',
      cell: ({ found }) => (found ? <StateChip tone="info">{t('operations.found')}</StateChip> : null),
    },
    { key: 'settle', head: '', cell: (effect) => <SettleEffect effect={effect} /> },
  ];
  return (
    <section>
      <SectionHead end={effects.length > 0 ? t('operations.unknownHelp') : null}>{t('operations.unknown')}</SectionHead>
      <Table
        label={t('operations.unknown')}
        columns={columns}
        rows={effects}
        rowKey={({ id }) => id}
        empty={t('operations.noUnknown')}
      />
    </section>
  );
}

function SettleEffect({ effect: { id, account_id } }: { effect: EffectWire }) {
  const { t, language } = useWords();
  const settles = useCan('administer', 'sms');
  const notify = useNotify();
  const queries = useQueryClient();
  const reconcile = useVerb<{ went_out?: boolean }, null>({
    path: account_id ? `/api/intents/${id}/reconcile` : `/api/found-effects/${id}/settle`,
  });
  if (!settles) return null;
  const say = (body: { went_out?: boolean }) =>
    reconcile.mutate(body, {
      onSuccess: () => notify(t('operations.settled'), { type: 'success' }),
      onError: (problem) => notify(problem.text[language], { type: 'error' }),
      onSettled: () => void queries.invalidateQueries({ queryKey: OPERATIONS_KEY }),
    });
  const button = { size: 'small', disabled: reconcile.isPending } as const;
  if (!account_id)
    return (
      <Button {...button} onClick={() => say({})}>
        {t('operations.looked')}
      </Button>
    );
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Button {...button} onClick={() => say({ went_out: true })}>
        {t('operations.wentOut')}
      </Button>
      <Button {...button} onClick={() => say({ went_out: false })}>
        {t('operations.didNot')}
      </Button>
    </Box>
  );
}
