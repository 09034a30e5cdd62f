import { useCallback } from 'react';
import { numberWords } from '../../domain/rule-sentence.ts';
import type { FindingCode } from '../../domain/rule-checks.ts';
import type { Finding } from '../../api/schemas/rule-version.ts';
import { useWords } from '../i18n/useWords.ts';

/** A finding in the person's language, its parameters put into words. */
export function useFindingText(): (finding: Finding) => string {
  const { t, code, language } = useWords();
  return useCallback(
    (finding) => {
      const { field, session, cap, limit, ...params } = finding.params ?? {};
      return t(`rules.findingTexts.${finding.code as FindingCode}`, {
        ...params,
        ...(field ? { field: numberWords(language)[field as keyof ReturnType<typeof numberWords>].name } : {}),
        ...(session ? { session: code('sessions', String(session)) } : {}),
        ...(cap && limit ? { cap: t(capWord(cap)), limit: t(capWord(limit)) } : {}),
      });
    },
    [t, code, language],
  );
}

function capWord(cap: string | number) {
  return `ruleEditor.numbers.${String(cap)}` as 'ruleEditor.numbers.callsPerUnitPerDay';
}
