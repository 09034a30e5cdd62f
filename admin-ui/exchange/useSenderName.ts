import { useTranslate } from 'react-admin';

/** 納税課 for tax; a department added later comes back as its code. */
export function useSenderName(): (code: string) => string {
  const translate = useTranslate();
  return (code) => translate(`exchange.senders.${code}`, { _: code });
}
