import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { officeNow, takeClock } from '../src/parts/clock';
import { apart, localDay, localStamp } from '../src/parts/formats';

const kReal = Date.parse('2026-11-28T09:30:00+08:00');
const tell = (now: string) => takeClock({ now, simulation: true });

beforeEach(() => vi.useFakeTimers({ now: kReal }));
afterEach(() => {
  tell(new Date(kReal).toISOString());
  vi.useRealTimers();
});

it('is that of this computer until the server says otherwise', () => {
  expect(officeNow()).toBe(kReal);
  expect(localDay()).toBe(localDay(0, new Date(kReal)));
});

it.each([
  ['behind', '2026-03-02T09:00:00+08:00'],
  ['ahead', '2031-03-02T09:00:00+08:00'],
])('of a simulation is %s and runs on with this computer', (_, now) => {
  tell(now);
  expect(officeNow()).toBe(Date.parse(now));
  vi.advanceTimersByTime(3_600_000);
  expect(officeNow()).toBe(Date.parse(now) + 3_600_000);
});

it('of a simulation proposes its days, and says how long ago something was', () => {
  tell('2026-03-02T09:00:00+08:00');
  expect(localDay()).toBe(localDay(0, new Date('2026-03-02T09:00:00+08:00')));
  expect(localDay(1)).toBe(localDay(1, new Date('2026-03-02T09:00:00+08:00')));
  expect(apart('2026-03-01T09:00:00+08:00')).toBe('1 天');
});

it('leaves the time of this computer to what is kept on it', () => {
  tell('2031-03-02T09:00:00+08:00');
  expect(localStamp()).toBe(localStamp(new Date(kReal)));
});
