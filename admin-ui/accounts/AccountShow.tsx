import { Box } from '@mui/material';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { PageUnread } from '../parts/PageUnread.tsx';
import { type AccountWire, useAccount } from './account.ts';
import { AccountHead } from './AccountHead.tsx';
import { EventList } from './EventList.tsx';
import { Inspector } from './Inspector.tsx';
import { Life } from './Life.tsx';

/** One account's life, past and future (ux/account): lanes above, every event with its reasons below, what it rests on at the right. */
export function AccountShow() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data: account, error } = useAccount(id);
  const cases = t('frame.nouns.accounts');
  if (error || !account) return <PageUnread title={cases} problem={error} back={{ to: '/accounts', label: cases }} />;
  return <AccountView key={account.id} account={account} />;
}

function AccountView({ account }: { account: AccountWire }) {
  const latest = account.events.find(({ future }) => !future) ?? account.events[0];
  const [chosen, choose] = useState<string | null>(null);
  const selected = account.events.find(({ id }) => id === chosen) ?? latest;
  return (
    <Page title={account.receivable_name} head={<AccountHead account={account} />}>
      <Box sx={{ display: 'grid', gridTemplate: 'auto minmax(0, 1fr) / minmax(0, 1fr)', minHeight: 0 }}>
        <Life account={account} onSelect={choose} />
        <Panes columns="minmax(0, 1fr) 424px">
          <EventList account={account} selected={selected?.id ?? null} onSelect={choose} />
          <Pane side pad={20}>
            <Inspector account={account} event={selected ?? null} />
          </Pane>
        </Panes>
      </Box>
    </Page>
  );
}
