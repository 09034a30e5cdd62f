import type { Outward } from './live.ts';

const acts = ['call', 'sms', 'letter', 'hand_over'] as const;
type Act = (typeof acts)[number];

/** How an account's treatment changes, by the first difference that a reader would name. */
export type ChangeKind = `${Act}_earlier` | `${Act}_later` | `no_${Act}` | `new_${Act}` | 'other_session';

export const changeKinds: readonly ChangeKind[] = [
  ...acts.flatMap((act) => [`${act}_earlier`, `${act}_later`, `no_${act}`, `new_${act}`] as const),
  'other_session',
];

export interface TreatmentChange {
  kind: ChangeKind;
  before: Outward | null;
  after: Outward | null;
}

/** Null when both versions do the same on the same days in the same sessions. */
export function treatmentChange(before: readonly Outward[], after: readonly Outward[]): TreatmentChange | null {
  const length = Math.max(before.length, after.length);
  for (let index = 0; index < length; index += 1) {
    const [old, fresh] = [before[index] ?? null, after[index] ?? null];
    if (old && fresh && old.act === fresh.act && old.day === fresh.day && old.session === fresh.session) continue;
    return { kind: kindOf(before, after, old, fresh), before: old, after: fresh };
  }
  return null;
}

function kindOf(
  before: readonly Outward[],
  after: readonly Outward[],
  old: Outward | null,
  fresh: Outward | null,
): ChangeKind {
  if (old && fresh && old.act === fresh.act) {
    if (old.day === fresh.day) return 'other_session';
    return fresh.day < old.day ? `${fresh.act}_earlier` : `${fresh.act}_later`;
  }
  if (fresh && (!old || fresh.day <= old.day)) {
    const later = before.find(({ act, day }) => act === fresh.act && day >= fresh.day);
    return later ? `${fresh.act}_earlier` : `new_${fresh.act}`;
  }
  const gone = old!;
  const moved = after.find(({ act, day }) => act === gone.act && day >= gone.day);
  return moved ? `${gone.act}_later` : `no_${gone.act}`;
}
