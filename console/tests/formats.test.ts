import { describe, expect, it } from 'vitest';

import { browserOf, localDay, localStamp } from '../src/parts/formats';

describe('a browser', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';
  it.each([
    [chrome, 'Chrome 120，Linux'],
    [chrome.replace('X11; Linux x86_64', 'Windows NT 10.0') + ' Edg/119.0.0.0', 'Edge 119，Windows'],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 MicroMessenger/8.0.40', '微信 8，Android'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1',
      'Safari 17，iOS',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; rv:121.0) Gecko/20100101 Firefox/121.0', 'Firefox 121，Windows'],
    ['curl/8.5', 'curl/8.5'],
    ['x'.repeat(60), `${'x'.repeat(40)}…`],
    ['', ''],
  ])('%s', (agent, name) => {
    expect(browserOf(agent)).toBe(name);
  });
});

describe('the time of this computer', () => {
  const early = new Date(2026, 10, 3, 6, 5, 7); // before eight in the morning it is yesterday in London

  it('is written in one form, which sorts', () => {
    expect(localStamp(early)).toBe('2026-11-03T06:05:07');
    expect(localStamp(new Date(2026, 10, 10, 0, 0)) > localStamp(early)).toBe(true);
  });

  it('gives the local day', () => {
    expect(localDay(0, early)).toBe('2026-11-03');
    expect(localDay(180, early)).toBe('2027-05-02');
    expect(localDay(0, new Date(2026, 11, 31, 23, 59))).toBe('2026-12-31');
  });
});
