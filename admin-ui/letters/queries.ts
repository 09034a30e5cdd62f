import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { BatchRow, DeliveryNoteRow, Envelope, LetterRow, WaitingLetters } from '../../api/schemas/letter.ts';
import { api } from '../providers/http.ts';
import type { Wire } from '../providers/status.ts';

export type Batch = Wire<BatchRow>;
export type Letter = Wire<LetterRow>;
export type Note = Wire<DeliveryNoteRow>;
export type Waiting = Wire<z.infer<typeof WaitingLetters>>[number];
export type WindowContent = Wire<z.infer<typeof Envelope>>;

const inWork = ['collecting', 'cut_off', 'rendering', 'rendered', 'printed', 'checked', 'failed'];
const handed = ['handed_over', 'received'];
/** The API's own limit; a batch has at most 500 envelopes. */
const MOST = 500;

export function useBatches(view: 'work' | 'handed'): UseQueryResult<Batch[]> {
  const path = listPath('letter-batches', { states: view === 'work' ? inWork : handed }, view === 'work' ? 100 : 30);
  return useQuery({
    queryKey: ['letter-batches', view],
    queryFn: async ({ signal }) => {
      const batches = await api.get<Batch[]>(path, signal);
      return view === 'work' ? batches.toSorted((a, b) => a.on_date.localeCompare(b.on_date)) : batches;
    },
  });
}

/** Letters that the rules ask for and no batch has yet. */
export function useWaiting(): UseQueryResult<Waiting[]> {
  return useQuery({
    queryKey: ['letters', 'waiting'],
    queryFn: ({ signal }) => api.get<Waiting[]>('/api/letters/waiting', signal),
  });
}

export const envelopesKey = (batchId: string | undefined) => ['letters', 'of', batchId];

/** The envelopes of a batch in their order. */
export function useEnvelopes(batchId: string | undefined): UseQueryResult<Letter[]> {
  return useQuery({
    queryKey: envelopesKey(batchId),
    queryFn: ({ signal }) =>
      api.get<Letter[]>(listPath('letters', { batch_id: batchId }, MOST, ['envelope_no', 'ASC']), signal),
    enabled: batchId !== undefined,
  });
}

/** What the window of one envelope shows; each look is logged. */
export function useWindow(letterId: string): UseQueryResult<WindowContent> {
  return useQuery({
    queryKey: ['envelope', letterId],
    queryFn: ({ signal }) => api.get<WindowContent>(`/api/letters/${letterId}/envelope`, signal),
    staleTime: Infinity,
  });
}

/** The newest letters that left their batch before they went. */
export function useOut(): UseQueryResult<Letter[]> {
  const filter = { states: ['refused', 'pulled', 'spoiled'] };
  return useQuery({
    queryKey: ['letters', 'out'],
    queryFn: ({ signal }) => api.get<Letter[]>(listPath('letters', filter, 200, ['state_at', 'DESC']), signal),
  });
}

/** The newest letters that came back. */
export function useReturned(): UseQueryResult<Letter[]> {
  return useQuery({
    queryKey: ['letters', 'returned'],
    queryFn: ({ signal }) =>
      api.get<Letter[]>(listPath('letters', { returned: true }, 200, ['returned_at', 'DESC']), signal),
  });
}

export function useNotes(): UseQueryResult<Note[]> {
  return useQuery({
    queryKey: ['letter-batches', 'notes'],
    queryFn: ({ signal }) => api.get<Note[]>(listPath('delivery-notes', {}, 30), signal),
    placeholderData: keepPreviousData,
  });
}

function listPath(list: string, filter: Record<string, unknown>, rows: number, sort?: [string, 'ASC' | 'DESC']) {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), range: JSON.stringify([0, rows - 1]) });
  if (sort) query.set('sort', JSON.stringify(sort));
  return `/api/${list}?${query}`;
}
