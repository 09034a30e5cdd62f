import { Messages } from './Messages.tsx';

export const messages = { list: Messages };
