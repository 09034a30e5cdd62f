import { Box } from '@mui/material';
import { useState } from 'react';
import type { BookResult } from '../../../api/schemas/simulation.ts';
import { day } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/useWords.ts';
import { Figure } from '../../parts/Figure.tsx';
import { StateChip } from '../../parts/StateChip.tsx';
import { ToggleGroup } from '../../parts/ToggleGroup.tsx';
import type { Version } from '../rule-version.ts';
import { ChangedAccounts } from './ChangedAccounts.tsx';
import { LoadChart } from './LoadChart.tsx';

interface BookViewProps {
  simulationId: string;
  book: BookResult;
  version: Version;
  base: number | null;
}

const columns = ['calls', 'sms', 'letters', 'hand_overs'] as const;

/** The whole book under both versions: what shouts, whose treatment changes, and the load day by day. */
export function BookView({ simulationId, book, version, base }: BookViewProps) {
  const { t, code, language } = useWords();
  const [column, setColumn] = useState<(typeof columns)[number]>('calls');
  const [kind, setKind] = useState<string | null>(null);
  const most = Math.max(1, ...book.by_kind.map(({ accounts }) => accounts));
  const share = book.accounts === 0 ? 0 : Math.round((book.changed / book.accounts) * 1_000) / 10;
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box
        component="ul"
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}
        aria-label={t('simulation.alarms')}
      >
        {book.alarms.length === 0 ? (
          <li>
            <StateChip tone="ok">{t('simulation.noAlarms')}</StateChip>
          </li>
        ) : null}
        {book.alarms.map(({ code: alarm, severity, params }) => (
          <Box component="li" key={alarm} sx={{ display: 'flex', gap: 2, alignItems: 'baseline' }}>
            <StateChip tone={severity === 'error' ? 'bad' : 'warn'}>
              {t(severity === 'error' ? 'simulation.stop' : 'simulation.look')}
            </StateChip>
            <span>
              {t(`simulation.alarmTexts.${alarm}`, {
                ...params,
                ...(params.date ? { date: day(String(params.date), language) } : {}),
              })}
            </span>
          </Box>
        ))}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: '172px minmax(0, 1fr)',
          border: '1px solid var(--line)',
          bgcolor: 'var(--paper)',
        }}
      >
        <Box sx={{ p: 3, borderRight: '1px solid var(--line)' }}>
          <Figure label={t('simulation.changed')} value={book.changed} unit={t('simulation.share', { share })} />
        </Box>
        <Box sx={{ p: 3, display: 'grid', gap: 1, alignContent: 'center' }}>
          {book.by_kind.length === 0 ? t('simulation.nothingChanges') : null}
          {book.by_kind.slice(0, 5).map((each) => (
            <Box
              key={each.kind}
              component="button"
              type="button"
              aria-pressed={kind === each.kind}
              onClick={() => setKind(kind === each.kind ? null : each.kind)}
              sx={bar}
            >
              <span>{code('changeKinds', each.kind)}</span>
              <Box component="span" sx={{ height: 10, bgcolor: 'var(--label)' }}>
                <Box
                  component="span"
                  sx={{
                    display: 'block',
                    height: 10,
                    width: `${(each.accounts / most) * 100}%`,
                    bgcolor: 'var(--accent)',
                  }}
                />
              </Box>
              <b>{each.accounts.toLocaleString('ja-JP')}</b>
            </Box>
          ))}
        </Box>
      </Box>
      {book.changed > 0 ? <ChangedAccounts simulationId={simulationId} versionId={version.id} kind={kind} /> : null}
      <Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1 }}>
          <ToggleGroup
            label={t('simulation.whatToPlot')}
            value={column}
            choices={columns.map((value) => ({ value, label: t(`simulation.columns.${value}`) }))}
            onChange={setColumn}
          />
        </Box>
        <LoadChart book={book} column={column} before={base} after={version.version} />
      </Box>
    </Box>
  );
}

const bar = {
  display: 'grid',
  gridTemplateColumns: '112px minmax(0, 1fr) 44px',
  alignItems: 'center',
  gap: 2,
  p: '2px',
  border: 0,
  bgcolor: 'transparent',
  font: 'inherit',
  fontSize: 13,
  textAlign: 'left',
  cursor: 'pointer',
  '& > b': { textAlign: 'right' },
  '&[aria-pressed=true]': { bgcolor: 'var(--accent-soft)' },
} as const;
