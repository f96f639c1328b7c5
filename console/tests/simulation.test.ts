import { expect, it } from 'vitest';

import { daysLater, wallTime } from '../src/parts/simulation';

it('tells the time in Shanghai, wherever the browser is', () => {
  expect(wallTime(Date.parse('2026-03-01T09:00:00+08:00'))).toBe('2026-03-01 09:00');
  expect(wallTime(Date.parse('2025-12-31T16:05:59Z'))).toBe('2026-01-01 00:05');
});

it('runs forward over the end of a month and of February', () => {
  expect(daysLater('2026-01-31 09:00', 1)).toBe('2026-02-01T09:00');
  expect(daysLater('2026-02-28 23:30', 30)).toBe('2026-03-30T23:30');
});
