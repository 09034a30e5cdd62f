import { Box } from '@mui/material';
import { useState } from 'react';
import type { RuleSet } from '../../../domain/rules.ts';
import { day } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/useWords.ts';
import { Moment as MomentOf } from '../../parts/Moment.tsx';
import { Reasons } from '../../parts/Reasons.tsx';
import { SectionHead } from '../../parts/SectionHead.tsx';
import { ToggleGroup } from '../../parts/ToggleGroup.tsx';
import { MomentPhrase } from './MomentPhrase.tsx';
import { untilOf, whatOf } from './moment-words.ts';
import type { DayLived } from './simulations.ts';
import { TriedLines } from './TriedLines.tsx';

interface Side {
  version: number | null;
  content: RuleSet | undefined;
  days: DayLived[];
}

/** One day under one of the versions: what is done, why, why now or why not, until when, and the table as it is read that day. */
export function TriedDay({ date, before, after }: { date: string; before: Side; after: Side }) {
  const words = useWords();
  const { t, language } = words;
  const [which, show] = useState<'before' | 'after'>('after');
  const side = which === 'before' ? before : after;
  const lived = side.days.find((each) => each.day === date);
  const last = side.days.findLast((each) => each.day < date)?.moments.at(-1);
  const until = last ? untilOf(last, words) : null;
  return (
    <>
      <SectionHead
        end={
          <ToggleGroup
            label={t('rules.version')}
            value={which}
            choices={[
              { value: 'before', label: t('common.ruleVersion', { version: before.version ?? '—' }) },
              { value: 'after', label: t('common.ruleVersion', { version: after.version ?? '—' }) },
            ]}
            onChange={show}
          />
        }
      >
        {day(date, language, { year: true })}
      </SectionHead>
      {lived ? (
        <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {lived.moments.map((each, index) => (
            <Box component="li" key={index} sx={{ py: 2, borderTop: '1px solid var(--line)' }}>
              <Box sx={{ display: 'flex', gap: 3, alignItems: 'baseline' }}>
                <MomentOf at={each.at} timeOnly />
                <b>
                  <MomentPhrase moment={each} />
                </b>
              </Box>
              <Reasons reasons={each.reasons} />
            </Box>
          ))}
        </Box>
      ) : (
        <Box component="p" sx={{ fontSize: 13, color: 'var(--ink-2)' }}>
          {until && last
            ? t('simulation.tried.idleUntil', { what: whatOf(last, words), until })
            : t('simulation.tried.idle')}
        </Box>
      )}
      {lived && side.content ? <TriedLines steps={side.content.steps} read={lived.steps} /> : null}
    </>
  );
}
