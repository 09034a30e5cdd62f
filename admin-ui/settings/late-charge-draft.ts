import { LateChargeSettings } from '../../domain/late-charge-settings.ts';

/** Whole numbers of the ordinance that are typed, in the order of the form. */
export const numberFields = [
  'lowRateMonths',
  'demandTermDays',
  'minimumBase',
  'baseUnit',
  'resultUnit',
  'minimumResult',
] as const;
export type NumberField = (typeof numberFields)[number];

/** A year's row as it is typed. */
export interface RateDraft {
  fromYear: string;
  low: string;
  high: string;
}

export interface LateChargeDraft {
  startsAfter: LateChargeSettings['startsAfter'];
  floorEach: LateChargeSettings['floorEach'];
  numbers: Record<NumberField, string>;
  /** Newest year first */
  rates: RateDraft[];
}

export function draftOf(settings: LateChargeSettings): LateChargeDraft {
  const { startsAfter, floorEach, rates } = settings;
  const numbers = Object.fromEntries(numberFields.map((field) => [field, String(settings[field])]));
  return {
    startsAfter,
    floorEach,
    numbers: numbers as Record<NumberField, string>,
    rates: rates
      .toSorted((left, right) => right.fromYear - left.fromYear)
      .map(({ fromYear, low, high }) => ({ fromYear: String(fromYear), low: String(low), high: String(high) })),
  };
}

/** The row of the year after the newest one, with its rates to be corrected. */
export function withNextYear(draft: LateChargeDraft): LateChargeDraft {
  const newest = draft.rates[0];
  const next = { low: '', high: '', ...newest, fromYear: String(Number(newest?.fromYear ?? 0) + 1) };
  return { ...draft, rates: [next, ...draft.rates] };
}

/** Paths of what cannot be read (`rates.0.low`, `baseUnit`), or the settings. */
export type ReadDraft = { ok: true; settings: LateChargeSettings } | { ok: false; wrong: ReadonlySet<string> };

export function settingsOf(draft: LateChargeDraft): ReadDraft {
  const rates = draft.rates.map(({ fromYear, low, high }) => ({
    fromYear: numberOf(fromYear),
    low: numberOf(low),
    high: numberOf(high),
  }));
  const parsed = LateChargeSettings.safeParse({
    startsAfter: draft.startsAfter,
    floorEach: draft.floorEach,
    ...Object.fromEntries(numberFields.map((field) => [field, numberOf(draft.numbers[field])])),
    rates: rates.toReversed(),
  });
  if (parsed.success) return { ok: true, settings: parsed.data };
  const last = rates.length - 1;
  return {
    ok: false,
    wrong: new Set(
      parsed.error.issues.map(({ path: [head, index, ...rest] }) =>
        head === 'rates' && typeof index === 'number' ? ['rates', last - index, ...rest].join('.') : String(head),
      ),
    ),
  };
}

/** What was typed as a plain number; anything else stays text, which no field takes. */
function numberOf(text: string): number | string {
  const plain = text.normalize('NFKC').trim().replaceAll(',', '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
}
