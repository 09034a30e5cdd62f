import { SmsList } from './SmsList.tsx';

export const sms = { list: SmsList };
