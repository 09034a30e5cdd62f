import type { Words } from '../i18n/useWords.ts';

/** Why a letter left its course, in words: a fault found before printing, a refusal of the gate, the plan's reason, or what a person wrote. */
export function outReason(reason: string | null, { t, code }: Words): string {
  if (!reason) return '—';
  const [kind = '', ...detail] = reason.split(' ');
  if (kind === 'missing_characters') return t('letters.faults.missing_characters', { detail: detail.join(' ') });
  if (kind === 'too_long') return t('letters.faults.too_long');
  if (kind === 'too_many_sheets') return t('letters.faults.too_many_sheets');
  const refusal = code('refusals', reason);
  if (refusal !== reason) return refusal;
  return code('reasons', reason).replace(/\[[^[\]]*\]/g, '');
}
