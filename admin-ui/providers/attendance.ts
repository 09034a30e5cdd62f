const UNATTENDED_MS = 60_000;

let lastInput = performance.now();

/** Notes every key and pointer from now on. */
export function watchAttendance(): void {
  for (const event of ['keydown', 'pointerdown', 'pointermove'] as const) {
    window.addEventListener(event, () => void (lastInput = performance.now()), { passive: true, capture: true });
  }
}

/** Nobody has touched the page for a minute: what it asks now, it asks by itself, and that keeps no session alive (H2). */
export function isUnattended(): boolean {
  return performance.now() - lastInput > UNATTENDED_MS;
}
