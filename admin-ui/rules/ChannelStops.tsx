import { Box, Button, MenuItem, TextField } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import type { ChannelStopRow } from '../../api/schemas/channel-stop.ts';
import { useWords } from '../i18n/useWords.ts';
import { Moment } from '../parts/Moment.tsx';
import { Notice } from '../parts/Notice.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { Progress } from '../parts/Progress.tsx';
import { api } from '../providers/http.ts';
import { useCan } from '../providers/session.ts';
import type { Wire } from '../providers/status.ts';
import { useVerb } from '../providers/useVerb.ts';
import { WhyForm } from './WhyForm.tsx';

type Stop = Wire<ChannelStopRow>;

const WHILE_TELLING_MS = 2_000;

function useChannelStops() {
  return useQuery({
    queryKey: ['channel-stops'],
    queryFn: ({ signal }) => api.get<Stop[]>('/api/channel-stops?range=[0,99]&filter={"current":true}', signal),
    refetchInterval: ({ state: { data } }) => (data?.some(({ untold }) => untold) ? WHILE_TELLING_MS : false),
  });
}

const channels = ['call', 'sms', 'letter'] as const;

/** 緊急停止 that are in force: what does not go out, since when, by whom and why, and its end; how many cases have been looked through. */
export function RunningStops() {
  const { t, code } = useWords();
  const mayStop = useCan('stop', 'rule');
  const queries = useQueryClient();
  const { data } = useChannelStops();
  const [ending, end] = useState<Stop | null>(null);
  const verb = useVerb<{ reason: string }, unknown>({ path: `/api/channel-stops/${ending?.id}/end` });
  if (!data || data.length === 0) return null;
  return (
    <Box sx={{ borderBottom: '1px solid var(--line)' }}>
      {data.map((stop) => (
        <Notice
          key={stop.id}
          severity={stop.ended_at ? 'info' : 'error'}
          action={
            mayStop && !stop.ended_at ? (
              <Button size="small" onClick={() => end(stop)}>
                {t('rules.stops.end')}
              </Button>
            ) : null
          }
        >
          <b>
            {t(stop.ended_at ? 'rules.stops.ended' : 'rules.stops.running', {
              channel: code('channels', stop.channel),
              of: stop.receivable_name ?? t('rules.stops.all'),
            })}
          </b>{' '}
          {stop.ended_at ? (
            <>
              {stop.end_reason} <Moment at={stop.ended_at} /> {stop.ended_by_name}
            </>
          ) : (
            <>
              {stop.reason} <Moment at={stop.stopped_at} /> {stop.stopped_by_name}
            </>
          )}
          {stop.untold ? (
            <Box sx={{ mt: 2, maxWidth: 420 }}>
              <Progress
                label={t(stop.ended_at ? 'rules.stops.freeing' : 'rules.stops.telling')}
                done={stop.told}
                total={stop.to_tell ?? 0}
              />
            </Box>
          ) : null}
        </Notice>
      ))}
      {ending ? (
        <WhyForm
          label={t('rules.stops.end')}
          problem={verb.error}
          busy={verb.isPending}
          onCancel={() => end(null)}
          onReason={(reason) =>
            verb.mutate(
              { reason },
              {
                onSuccess: () => {
                  end(null);
                  void queries.invalidateQueries({ queryKey: ['channel-stops'] });
                },
              },
            )
          }
        />
      ) : null}
    </Box>
  );
}

interface StopFormProps {
  receivable: { code: string; name: string } | null;
  onDone: () => void;
}

/** One person stops a channel at once, for this receivable or for all; a reason is kept. */
export function StopForm({ receivable, onDone }: StopFormProps) {
  const { t, code } = useWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const [channel, setChannel] = useState<(typeof channels)[number]>('call');
  const [isOfAll, setOfAll] = useState(false);
  const [reason, setReason] = useState('');
  const stop = useVerb<unknown, unknown>({ path: '/api/channel-stops' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    stop.mutate(
      { channel, receivable_code: isOfAll ? null : (receivable?.code ?? null), reason: reason.trim() },
      {
        onSuccess: () => {
          notify('rules.stops.stopped', { type: 'warning' });
          void queries.invalidateQueries({ queryKey: ['channel-stops'] });
          onDone();
        },
      },
    );
  };
  return (
    <Box
      component="form"
      onSubmit={submit}
      aria-label={t('rules.stops.title')}
      sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 6, py: 2, borderBottom: '1px solid var(--line)' }}
    >
      <b>{t('rules.stops.title')}</b>
      <TextField
        select
        value={channel}
        onChange={({ target }) => setChannel(channels.find((each) => each === target.value) ?? 'call')}
        slotProps={{ select: { inputProps: { 'aria-label': t('rules.channel') } } }}
        sx={{ width: 112 }}
      >
        {channels.map((each) => (
          <MenuItem key={each} value={each}>
            {code('channels', each)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        value={isOfAll ? 'all' : 'one'}
        onChange={({ target }) => setOfAll(target.value === 'all')}
        slotProps={{ select: { inputProps: { 'aria-label': t('rules.receivable') } } }}
        sx={{ width: 180 }}
      >
        <MenuItem value="one">{receivable?.name}</MenuItem>
        <MenuItem value="all">{t('rules.stops.all')}</MenuItem>
      </TextField>
      <TextField
        autoFocus
        fullWidth
        value={reason}
        placeholder={t('rules.reason')}
        onChange={({ target }) => setReason(target.value)}
        slotProps={{ htmlInput: { 'aria-label': t('rules.reason'), maxLength: 500 } }}
      />
      <ProblemAlert problem={stop.error} />
      <Button onClick={onDone} sx={{ flex: 'none' }}>
        {t('common.cancel')}
      </Button>
      <Button
        type="submit"
        variant="contained"
        color="error"
        loading={stop.isPending}
        disabled={reason.trim() === ''}
        sx={{ flex: 'none' }}
      >
        {t('rules.stops.stop')}
      </Button>
    </Box>
  );
}
