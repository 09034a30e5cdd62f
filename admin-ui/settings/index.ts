import { Settings } from './Settings.tsx';

export const settings = { list: Settings };
