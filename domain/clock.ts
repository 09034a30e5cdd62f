/**
 * Business time: real time plus the offset that only a demo has (design.md § Time).
 * `now` is for the gate, outward activities and the API; `decide` adds `offset` to the workflow's own time.
 */
export interface Clock {
  now(): Promise<Date>;
  offsetMs(): Promise<number>;
}
