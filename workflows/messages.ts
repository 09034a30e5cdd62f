import { defineQuery, defineSignal } from '@temporalio/workflow';

/** What an account's workflow is doing; for people who look at Temporal, never for lists or counts. */
export interface AccountState {
  episodeId: string;
  decisions: number;
  doing: 'deciding' | 'acting' | 'waiting';
}

/** A fact of the account has changed: decide again. Carries nothing, so that a lost or repeated one does no harm. */
export const nudge = defineSignal('nudge');

export const state = defineQuery<AccountState>('state');

export interface FileAnswer {
  commit: boolean;
  /** Null: committed by itself */
  staffId: string | null;
}

/** Somebody has seen a file's differences and takes it in or not. */
export const fileAnswered = defineSignal<[FileAnswer]>('fileAnswered');
