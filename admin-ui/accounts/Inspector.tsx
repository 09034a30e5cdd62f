import { Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { useCan } from '../providers/session.ts';
import type { AccountWire, EventWire } from './account.ts';
import { Answering } from './Answering.tsx';
import { Effect } from './Effect.tsx';
import { EventDetail } from './EventDetail.tsx';
import { Lines } from './Lines.tsx';
import { Run } from './Run.tsx';
import { TryVersion } from './TryVersion.tsx';

type Part = 'detail' | 'lines' | 'phones' | 'effect' | 'run' | 'try';

/** The right pane: the selected event, the lines, when the numbers answer, the effect with its windows, the Temporal run. */
export function Inspector({ account, event }: { account: AccountWire; event: EventWire | null }) {
  const { t } = useWords();
  const [part, setPart] = useState<Part>('detail');
  const [shownFor, setShownFor] = useState(event?.id);
  if (shownFor !== event?.id) {
    setShownFor(event?.id);
    setPart('detail');
  }
  const mayTry = useCan('administer', 'rule') && account.episode !== null;
  const open = account.lines.filter(({ balance }) => balance > 0).length;
  return (
    <>
      <Tabs
        value={part}
        onChange={(_event, next: Part) => setPart(next)}
        sx={{ minHeight: 32, mb: 2, '& .MuiTab-root': { minHeight: 32, minWidth: 0, px: 2, py: 0, fontSize: 13 } }}
      >
        <Tab value="detail" label={t('account.tabs.detail')} />
        <Tab value="lines" label={t('account.tabs.lines', { smart_count: open })} />
        <Tab value="phones" label={t('account.tabs.phones')} />
        <Tab value="effect" label={t('account.tabs.effect')} />
        <Tab value="run" label={t('account.tabs.run')} />
        {mayTry ? <Tab value="try" label={t('account.tabs.try')} /> : null}
      </Tabs>
      {part === 'detail' ? <EventDetail account={account} event={event} /> : null}
      {part === 'lines' ? <Lines account={account} /> : null}
      {part === 'phones' ? <Answering account={account} /> : null}
      {part === 'effect' ? <Effect account={account} /> : null}
      {part === 'run' ? <Run accountId={account.id} /> : null}
      {part === 'try' ? <TryVersion account={account} /> : null}
    </>
  );
}
