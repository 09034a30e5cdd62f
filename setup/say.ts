/** One line of progress, Japanese first. */
export function say(ja: string, en: string): void {
  process.stdout.write(`${ja} / ${en}\n`);
}
