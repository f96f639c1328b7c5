// Times of a simulation's clock: as people read them, and as the clock is set. Shanghai keeps UTC+8 all year.
const kShanghaiMs = 8 * 3_600_000;
const kDayMs = 86_400_000;

/** "2026-03-01 09:00", of milliseconds since 1970. */
export const wallTime = (ms: number): string =>
  new Date(ms + kShanghaiMs).toISOString().slice(0, 16).replace('T', ' ');

/** "2026-03-01 09:00" so many days later, as an input of the browser has it: "2026-03-02T09:00". */
export const daysLater = (wall: string, days: number): string =>
  new Date(Date.parse(`${wall.replace(' ', 'T')}:00Z`) + days * kDayMs).toISOString().slice(0, 16);
