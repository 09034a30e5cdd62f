import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import { Box } from '@mui/material';
import type { CalendarNote } from '../../domain/calendar-check.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { monthText } from './month-text.ts';

/** Differences from the contract: an alarm shouts, the others are notes. */
export function Notes({ notes, months = false }: { notes: readonly CalendarNote[]; months?: boolean }) {
  const { t, language } = useWords();
  if (notes.length === 0)
    return (
      <Box component="p" sx={{ mt: 2, fontSize: 13, color: 'var(--ok)' }}>
        {t('calendar.fits')}
      </Box>
    );
  const text = ({ code, month, params }: CalendarNote) => {
    const shown = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, name === 'day' ? day(String(value), language) : value]),
    );
    const own = t(`calendar.notes.${code}`, shown);
    return months && month ? `${monthText(month, language)} ${own}` : own;
  };
  const alarms = notes.filter(({ severity }) => severity === 'alarm');
  return (
    <Box sx={{ mt: 2 }}>
      {alarms.map((note) => (
        <Notice key={text(note)} severity="error">
          <b>{text(note)}</b>
        </Notice>
      ))}
      <Box component="ul" sx={{ m: 0, mt: 1, p: 0, listStyle: 'none', fontSize: 13 }}>
        {notes
          .filter(({ severity }) => severity === 'note')
          .map((note) => (
            <Box component="li" key={text(note)} sx={{ display: 'flex', gap: 1, py: '2px' }}>
              <Icon alarm={note.code === 'year_end_open'} />
              {text(note)}
            </Box>
          ))}
      </Box>
    </Box>
  );
}

function Icon({ alarm }: { alarm: boolean }) {
  const sx = { fontSize: 16, mt: '2px', flex: 'none', color: alarm ? 'var(--bad)' : 'var(--ink-3)' };
  return alarm ? <ErrorOutlineOutlined sx={sx} aria-hidden /> : <InfoOutlined sx={sx} aria-hidden />;
}
