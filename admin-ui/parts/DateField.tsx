import CalendarMonthOutlined from '@mui/icons-material/CalendarMonthOutlined';
import { Box, IconButton, TextField } from '@mui/material';
import { useRef, useState } from 'react';
import type { PlainDate } from '../../domain/time.ts';
import { formatWareki, parseDate } from '../../domain/wareki.ts';
import { day } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';

export interface DateFieldProps {
  label: string;
  /** ISO, or '' for none */
  value: PlainDate | '';
  onChange: (date: PlainDate | '') => void;
  /** Says the day in both calendars beside the field */
  echo?: boolean;
  width?: number;
}

/**
 * A day as staff write it: 2026-11-30, 20261130, R8.11.30, 令和8年11月30日, in any width. It is read when the field is left and written
 * back as ISO, whatever language the browser has; the button opens the browser's own calendar.
 */
export function DateField({ label, value, onChange, echo = false, width = 128 }: DateFieldProps) {
  const { t, language } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const read = typed === null || typed.trim() === '' ? null : parseDate(typed);
  const wrong = read !== null && !read.ok;

  const leave = () => {
    if (typed === null) return;
    if (typed.trim() === '') onChange('');
    if (read?.ok) onChange(read.date);
    if (!wrong) setTyped(null);
  };
  const shown = read?.ok ? read.date : value;
  return (
    <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 2, position: 'relative' }}>
      <TextField
        value={typed ?? value}
        placeholder={t('common.dateHint')}
        error={wrong}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave();
        }}
        sx={{ width, '& input': { height: 28, boxSizing: 'border-box', fontSize: 13, pl: '8px', pr: 0 } }}
        slotProps={{
          htmlInput: { 'aria-label': label, 'aria-invalid': wrong, maxLength: 20, autoComplete: 'off' },
          input: {
            sx: { pr: 0 },
            endAdornment: (
              <IconButton
                size="small"
                aria-label={t('common.openCalendar', { label })}
                onClick={() => picker.current?.showPicker()}
              >
                <CalendarMonthOutlined sx={{ fontSize: 16 }} />
              </IconButton>
            ),
          },
        }}
      />
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        value={value}
        onChange={({ target }) => {
          setTyped(null);
          onChange(target.value);
        }}
        style={{ position: 'absolute', bottom: 0, left: 0, width: 1, height: 1, opacity: 0, pointerEvents: 'none' }}
      />
      {wrong ? (
        <Box component="span" role="alert" sx={{ fontSize: 13, color: 'var(--bad)' }}>
          {t('common.dateUnreadable')}
        </Box>
      ) : null}
      {echo && shown && !wrong ? (
        <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-2)', whiteSpace: 'nowrap' }}>
          {language === 'ja' ? formatWareki(shown, { weekday: true }) : day(shown, language, { year: true })}
        </Box>
      ) : null}
    </Box>
  );
}
