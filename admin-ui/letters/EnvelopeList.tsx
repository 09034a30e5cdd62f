import { Box } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { SectionHead } from '../parts/SectionHead.tsx';
import { ToggleGroup } from '../parts/ToggleGroup.tsx';
import { useSession } from '../providers/session.ts';
import { type Round, standing } from './checking.ts';
import { EnvelopeRow } from './EnvelopeRow.tsx';
import type { Letter } from './queries.ts';

export interface EnvelopeListProps {
  letters: Letter[];
  loaded: boolean;
  /** Null: nothing is being checked, the states alone are shown */
  round: Round | null;
  onRound: (round: Round) => void;
  currentId: string | undefined;
  onPick: (id: string) => void;
}

/** The envelopes of a batch in their order, the one at hand in view. */
export function EnvelopeList({ letters, loaded, round, onRound, currentId, onPick }: EnvelopeListProps) {
  const { t } = useWords();
  const staffId = useSession()?.staff.id ?? '';
  const list = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
  }, [currentId]);
  const left = letters.filter((letter) =>
    ['open', 'own', 'waits_first'].includes(standing(letter, round ?? 1, staffId)),
  ).length;

  return (
    <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', height: '100%' }}>
      {round === null ? (
        <SectionHead end={t('common.letters', { smart_count: letters.length })}>{t('letters.envelopes')}</SectionHead>
      ) : (
        <SectionHead
          end={
            <>
              <span style={{ whiteSpace: 'nowrap' }}>{t('letters.remaining', { count: left })}</span>
              <ToggleGroup
                label={t('letters.rounds')}
                value={String(round)}
                choices={(['1', '2'] as const).map((value) => ({ value, label: t(`letters.round${value}`) }))}
                onChange={(value) => onRound(value === '1' ? 1 : 2)}
              />
            </>
          }
        >
          {t(round === 1 ? 'letters.first' : 'letters.second')}
        </SectionHead>
      )}
      <Box sx={{ overflow: 'auto', minHeight: 0 }}>
        <Box component="table" aria-label={t('letters.envelopes')} sx={table}>
          <thead>
            <tr>
              <th className="number">{t('letters.order')}</th>
              <th>{t('letters.reference')}</th>
              <th className="number">{t('letters.sheets')}</th>
              <th>{t('letters.check')}</th>
            </tr>
          </thead>
          <tbody ref={list}>
            {letters.map((letter) => (
              <EnvelopeRow
                key={letter.id}
                letter={letter}
                round={round}
                standing={standing(letter, round ?? 1, staffId)}
                current={letter.id === currentId}
                onPick={onPick}
              />
            ))}
            {loaded && letters.length === 0 ? (
              <tr>
                <td colSpan={4}>{t('letters.noEnvelopes')}</td>
              </tr>
            ) : null}
          </tbody>
        </Box>
      </Box>
    </Box>
  );
}

const table = {
  width: '100%',
  borderCollapse: 'collapse',
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: 28,
    px: 2,
    bgcolor: 'var(--label)',
    borderBlock: '1px solid var(--line)',
    color: 'var(--ink-2)',
    fontSize: 13,
    fontWeight: 400,
    textAlign: 'left',
    whiteSpace: 'nowrap',
  },
  '& td': { height: 30, px: 2, py: 0, borderBottom: '1px solid var(--line)', whiteSpace: 'nowrap' },
  '& .number': { textAlign: 'right' },
  '& td:first-of-type': { width: 44, color: 'var(--ink-2)' },
  '& tr[aria-current] td': { bgcolor: 'var(--accent-soft)' },
  '& button': {
    p: 0,
    border: 0,
    bgcolor: 'transparent',
    font: '15px var(--mono)',
    color: 'inherit',
    cursor: 'pointer',
    minHeight: 24,
    '&:hover': { textDecoration: 'underline', textUnderlineOffset: '3px' },
  },
} as const;
