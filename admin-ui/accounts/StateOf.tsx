import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import ScheduleOutlined from '@mui/icons-material/ScheduleOutlined';
import { useWords } from '../i18n/useWords.ts';
import { StateChip } from '../parts/StateChip.tsx';

/** The account's state as a chip: what it waits for, or that it has ended. */
export function StateOf({ state, waitingFor }: { state: string; waitingFor: string | null }) {
  const { code } = useWords();
  if (state === 'closed') return <StateChip tone="ok">{code('accountStates', state)}</StateChip>;
  const word = waitingFor ? code('waits', waitingFor) : code('accountStates', state);
  if (state === 'stopped') return <StateChip tone="hold">{word}</StateChip>;
  return (
    <StateChip tone="info" icon={waitingFor === 'promise' ? EventAvailableOutlined : ScheduleOutlined}>
      {word}
    </StateChip>
  );
}
