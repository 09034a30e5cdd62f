import type { AccountWire } from '../../accounts/account.ts';
import { useWords } from '../../i18n/useWords.ts';
import { Masked } from '../../parts/Masked.tsx';
import { Yen } from '../../parts/Yen.tsx';

/** Whose account is tried: hidden and shown as on its own page. */
export function TriedWho({ account }: { account: AccountWire }) {
  const { t } = useWords();
  const personal = { debtorId: account.debtor_id, dvProtected: account.dv_protected };
  return (
    <>
      <span>{account.receivable_name}</span>
      {account.kind === 'company' ? (
        <span>{account.name}</span>
      ) : (
        <Masked {...personal} field="name" label={t('common.name')} masked={account.name} />
      )}
      <span>
        {t('account.owed')} <Yen amount={account.balance} unit bold />
      </span>
    </>
  );
}
