import type { Next } from '../../workflows/next.ts';

const DAY = 86_400_000;

/** The key that recorded histories are encrypted with; it protects nothing. */
export const historyKeys = [{ id: 'histories', key: new Uint8Array(32).fill(7) }];

/** A way through the account workflow: what `decide` answers in turn and after which days nudges come. */
export interface Path {
  answers: Next[];
  nudgesAfterDays: number[];
  /** The SMS activity fails for good the first time */
  failsToSend?: boolean;
}

/** One recorded history each, `<path>-<version of the workflow's code>.json`; recorded by record.ts. */
export const paths: Record<string, Path> = {
  'windows-to-the-end': {
    answers: [{ kind: 'wait', waitMs: 60 * DAY }, { kind: 'wait', waitMs: 30 * DAY }, { kind: 'closed' }],
    nudgesAfterDays: [],
  },
  'calls-sms-payment': {
    answers: [
      { kind: 'wait' },
      { kind: 'wait', waitMs: 3 * DAY },
      { kind: 'act', activity: 'sendSms', intentId: '00000000-0000-4000-8000-000000000001' },
      { kind: 'wait', waitMs: 10 * DAY },
      { kind: 'wait', waitMs: 60 * DAY },
      { kind: 'closed' },
    ],
    nudgesAfterDays: [1, 1, 8],
  },
  'sms-fails': {
    answers: [
      { kind: 'act', activity: 'sendSms', intentId: '00000000-0000-4000-8000-000000000002' },
      { kind: 'act', activity: 'sendSms', intentId: '00000000-0000-4000-8000-000000000002' },
      { kind: 'closed' },
    ],
    nudgesAfterDays: [],
    failsToSend: true,
  },
};
