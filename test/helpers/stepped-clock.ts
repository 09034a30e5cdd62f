/** Loaded before a process's own code: at SIGUSR2 its clock on the wall is put back by an hour. */
const Whole = Date;
let behindMs = 0;
const now = () => Whole.now() - behindMs;

globalThis.Date = new Proxy(Whole, {
  construct: (target, args, derived) => Reflect.construct(target, args.length > 0 ? args : [now()], derived) as Date,
  get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
});
process.on('SIGUSR2', () => (behindMs += 3_600_000));
