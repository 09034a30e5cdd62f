import { Box, ButtonBase } from '@mui/material';
import type { KeyboardEvent } from 'react';
import { openingHours } from '../../domain/calendar.ts';
import { holidayName } from '../i18n/holiday-name.ts';
import { useWords } from '../i18n/useWords.ts';
import type { ShownDay } from './days.ts';
import { grounds } from './patterns.ts';

interface DayCellProps {
  day: ShownDay;
  today: boolean;
  onKey: (event: KeyboardEvent) => void;
  /** Left out when the day cannot be changed */
  onOpen: ((at: HTMLElement) => void) | undefined;
}

export function DayCell({ day, today, onKey, onOpen }: DayCellProps) {
  const ring = day.changed ? 'inset 0 0 0 2px var(--warn-line)' : today ? 'inset 0 0 0 2px var(--accent)' : undefined;
  return (
    <td style={{ background: grounds[day.pattern], boxShadow: ring }}>
      {onOpen ? (
        <ButtonBase
          data-day={day.day}
          aria-haspopup="menu"
          onClick={(event) => onOpen(event.currentTarget)}
          onKeyDown={onKey}
          sx={{ ...inner, ...fills, '&:hover': { bgcolor: 'rgb(0 0 0 / 0.04)' } }}
        >
          <DayText day={day} today={today} />
        </ButtonBase>
      ) : (
        <Box sx={inner}>
          <DayText day={day} today={today} />
        </Box>
      )}
    </td>
  );
}

function DayText({ day, today }: { day: ShownDay; today: boolean }) {
  const { t, code } = useWords();
  const hours = openingHours[day.pattern];
  const [from, to] = [hours[0]?.from, hours.at(-1)?.to];
  const city = t(day.city_open ? 'rules.cityOpen' : 'rules.cityClosed');
  const isOdd = day.pattern !== 'closed' && day.city_open === (day.pattern === 'holiday');
  const mark = day.changed ? t('calendar.draftMark') : day.edited ? t('calendar.editedMark') : null;
  return (
    <>
      <Box component="span" sx={{ display: 'flex', alignItems: 'baseline', gap: 2, width: '100%' }}>
        <b style={{ fontSize: 16 }}>{Number(day.day.slice(8))}</b>
        <Box component="span" sx={{ ...quiet, overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {day.holiday_name ? holidayName(day.holiday_name, code) : null}
        </Box>
        {today ? (
          <Box component="b" sx={{ ml: 'auto', fontSize: 13, color: 'var(--accent)' }}>
            {t('common.today')}
          </Box>
        ) : null}
        {mark ? (
          <Box
            component={day.changed ? 'b' : 'span'}
            title={day.changed ? undefined : t('calendar.edited')}
            sx={{ ml: 'auto', fontSize: 13, color: day.changed ? 'var(--warn)' : 'var(--ink-2)' }}
          >
            {mark}
          </Box>
        ) : null}
      </Box>
      <Box component="b" sx={{ display: 'block', color: day.pattern === 'closed' ? 'var(--ink-3)' : undefined }}>
        {t(`rules.patterns.${day.pattern}`)}
        {isOdd ? (
          <Box component="span" sx={{ ml: 2, fontSize: 13, fontWeight: 400, color: 'var(--bad)' }}>
            {city}
          </Box>
        ) : null}
      </Box>
      <Box component="span" sx={{ ...quiet, display: 'block' }}>
        {from && to ? t('rules.hours', { from, to }) : city}
      </Box>
    </>
  );
}

const inner = { display: 'block', p: '5px 8px', font: 'inherit', lineHeight: 1.5, overflow: 'hidden' } as const;
/** A button puts its content in the middle of itself. */
const fills = {
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'stretch',
  justifyContent: 'flex-start',
  width: '100%',
  height: '100%',
  textAlign: 'left',
} as const;
const quiet = { fontSize: 13, color: 'var(--ink-2)' } as const;
