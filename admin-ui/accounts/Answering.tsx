import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { AnswerHours } from '../parts/AnswerHours.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Reasons } from '../parts/Reasons.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import type { AccountWire } from './account.ts';

/** When each number answers and what follows from it for the next call (§9(1)(2)); numbers themselves are shown with the case only. */
export function Answering({ account }: { account: AccountWire }) {
  const { t, code } = useWords();
  if (account.phones.length === 0) return <EmptyState>{t('workspace.noPhone')}</EmptyState>;
  return account.phones.map((phone, index) => {
    const name = t('account.phoneName', {
      no: index + 1,
      kind: code('phoneKinds', phone.kind),
      owner: code('phoneOwners', phone.owner),
    });
    return (
      <Box key={phone.id} sx={{ mb: 4 }}>
        <SectionHead level={3}>{name}</SectionHead>
        <Reasons reasons={phone.reasons} />
        {phone.hours.length > 0 ? (
          <AnswerHours label={name} hours={phone.hours} />
        ) : (
          <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>{t('account.neverTried')}</Box>
        )}
      </Box>
    );
  });
}
