import { Box } from '@mui/material';
import { Link } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { Yen } from '../parts/Yen.tsx';
import type { Item, Kind } from './correspondence.ts';
import { ItemState } from './ItemTable.tsx';
import { NextAct } from './NextAct.tsx';

interface ItemDetailProps {
  kind: Kind;
  item: Item;
  /** Keeps this item selected when its new state moves it in the list */
  onActed: (id: string) => void;
}

/** One 取次 or 引継 whole: whose, the text, who did what when, the answer, and what may be done next. */
export function ItemDetail({ kind, item, onActed }: ItemDetailProps) {
  const { t, code } = useWords();
  const done: [label: string, name: string | null, at: string | null][] = [
    [t('messages.sentBy'), item.sent_by_name ?? t('messages.bySystem'), item.sent_at],
    [t('messages.received'), item.received_by_name, item.received_at],
    [t('messages.answered'), item.answered_by_name, item.answered_at],
    [t('messages.ended'), null, item.ended_at],
  ];
  return (
    <>
      <SectionHead beside={<ItemState state={item.state} />}>
        {'reason' in item ? code('handOverReasons', item.reason) : code('messageKinds', item.kind)}
      </SectionHead>
      <LabelForm head={92}>
        <LabelCell head={t('messages.whose')}>
          <Link to={`/accounts/${item.account_id}/show`}>
            {item.name} {item.receivable_name}
          </Link>
          <Box component="span" sx={{ ml: 3, fontFamily: 'var(--mono)', fontSize: 13 }}>
            {item.addressee_no}
          </Box>
        </LabelCell>
        <LabelCell head={t('common.balance')}>
          <Yen amount={item.balance} unit bold />
        </LabelCell>
        <LabelCell head={t('common.department')}>{item.department_name}</LabelCell>
        <LabelCell head={t('messages.text')}>
          <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{item.text || t('messages.noText')}</Box>
        </LabelCell>
        {item.answer ? (
          <LabelCell head={t('messages.answer')} tone="accent">
            <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{item.answer}</Box>
          </LabelCell>
        ) : null}
        {done.map(([label, name, at]) =>
          at ? (
            <LabelCell key={label} head={label}>
              <Moment at={at} /> {name}
            </LabelCell>
          ) : null,
        )}
      </LabelForm>
      <NextAct kind={kind} item={item} onActed={() => onActed(item.id)} />
    </>
  );
}
