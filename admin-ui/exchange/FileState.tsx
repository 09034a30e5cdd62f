import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import { useWords } from '../i18n/useWords.ts';
import { StateChip, type Tone } from '../parts/StateChip.tsx';
import type { ExchangeFile } from './ExchangeList.tsx';

export const fileStates = ['checking', 'checked', 'committing', 'committed', 'unchanged', 'rejected'] as const;

const tones: Record<ExchangeFile['state'], Tone> = {
  checking: 'plain',
  checked: 'info',
  committing: 'plain',
  committed: 'ok',
  unchanged: 'hold',
  rejected: 'bad',
};

export function FileState({ state }: { state: ExchangeFile['state'] }) {
  const { code } = useWords();
  const running = state === 'checking' || state === 'committing';
  return (
    <StateChip tone={tones[state]} {...(running ? { icon: HourglassEmptyOutlined } : {})}>
      {code('fileStates', state)}
    </StateChip>
  );
}
