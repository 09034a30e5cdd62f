import { fileURLToPath } from 'node:url';

/** How long a fact may be on this disk alone, in seconds. */
const ARCHIVE_TIMEOUT = 60;

/** Settings of a server whose write-ahead log is kept in `folder`, so that it can be put back to any moment. */
export function archiveSettings(folder: string): string[] {
  return [
    'archive_mode=on',
    `archive_timeout=${ARCHIVE_TIMEOUT}`,
    `archive_command=${command('archive-wal.ts', ['%p', '%f'], folder)}`,
  ];
}

export function restoreCommand(folder: string): string {
  return command('fetch-wal.ts', ['%f', '%p'], folder);
}

function command(script: string, placeholders: string[], folder: string): string {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const quoted = [process.execPath, file, folder].map((text) => `"${text.replaceAll('%', '%%')}"`);
  return `${quoted[0]} --no-warnings ${quoted[1]} ${placeholders.map((name) => `"${name}"`).join(' ')} ${quoted[2]}`;
}
