/** Tells the telephone simulator at that address how fast its line goes; undefined when a real exchange answers there (or nobody). */
export async function lineSpeedOf(asteriskUrl: string): Promise<((speed: number) => Promise<void>) | undefined> {
  const put = async (speed: number) => {
    const answer = await fetch(`${asteriskUrl}/sim/speed`, { method: 'PUT', body: JSON.stringify({ speed }) });
    if (!answer.ok) throw new Error(`The telephone simulator answers ${answer.status}`);
  };
  return put(1).then(
    () => put,
    () => undefined,
  );
}
