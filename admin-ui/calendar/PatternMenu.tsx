import { ListItemText, Menu, MenuItem } from '@mui/material';
import { type DayPattern, openingHours } from '../../domain/calendar.ts';
import { day as dayText } from '../i18n/dates.ts';
import { useWords } from '../i18n/useWords.ts';
import type { ShownDay } from './days.ts';
import { patterns } from './patterns.ts';

interface PatternMenuProps {
  day: ShownDay;
  anchor: HTMLElement;
  onChoose: (pattern: DayPattern) => void;
  onClose: () => void;
}

/** The four kinds of day with their hours. */
export function PatternMenu({ day, anchor, onChoose, onClose }: PatternMenuProps) {
  const { t, language } = useWords();
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{
        list: { 'aria-label': t('calendar.choosePattern', { day: dayText(day.day, language) }), dense: true },
      }}
    >
      {patterns.map((pattern, index) => {
        const hours = openingHours[pattern];
        const [from, to] = [hours[0]?.from, hours.at(-1)?.to];
        return (
          <MenuItem key={pattern} selected={pattern === day.pattern} onClick={() => onChoose(pattern)}>
            <ListItemText>
              {index + 1} {t(`rules.patterns.${pattern}`)} {from && to ? t('rules.hours', { from, to }) : ''}
            </ListItemText>
          </MenuItem>
        );
      })}
    </Menu>
  );
}
