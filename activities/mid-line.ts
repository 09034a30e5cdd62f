import type { FileHandle } from 'node:fs/promises';

/** Whether a power cut or a full disk broke what was appended last, so that the next line must not join it. */
export async function endsInMidLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}
