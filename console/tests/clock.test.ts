import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { officeNow, takeClock } from '../src/parts/clock';
import { apart, localDay, localStamp } from '../src/parts/formats';
import { loadSession, state, works } from '../src/session';

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

it('of a simulation is known before anybody sees a page, and not asked for where the server would refuse', async () => {
  const asked: string[] = [];
  const staff = { person: { id: 1 }, simulation: true, operations: [], rights: {} };
  let session: object = staff;
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    if (url.endsWith('/clock')) expect(state.session).toBeNull();
    const answer = url.endsWith('/clock') ? { now: '2026-03-02T09:00:00+08:00', simulation: true } : session;
    return new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } });
  });
  await loadSession();
  expect(officeNow()).toBe(Date.parse('2026-03-02T09:00:00+08:00'));
  expect(works.value).toBe(true);
  for (const other of [{ simulation: false }, { person: null }, { must_change_password: true }]) {
    session = { ...staff, ...other };
    await loadSession();
  }
  expect(asked.filter((url) => url.endsWith('/clock'))).toHaveLength(1);
  expect(works.value).toBe(false);
  vi.unstubAllGlobals();
});

it('leaves the time of this computer to what is kept on it', () => {
  tell('2031-03-02T09:00:00+08:00');
  expect(localStamp()).toBe(localStamp(new Date(kReal)));
});
