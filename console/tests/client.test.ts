import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { get, post, setHooks } from '../src/api/client';

/** Answers in turn; what was asked is written down. */
function server(...answers: [status: number, body: unknown][]) {
  const asked: [method: string, headers: Record<string, string>][] = [];
  vi.stubGlobal('fetch', async (_: string, init: { method: string; headers: Record<string, string> }) => {
    asked.push([init.method, { ...init.headers }]);
    const [status, body] = answers.shift()!;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    return { status, blob: async () => ({ type, text: async () => text }), headers: { get: () => null } };
  });
  return asked;
}
const problem = (key: string, rest: object = {}) => ({ status: 0, key, title: key, fields: [], ...rest });
const signInAgain = vi.fn(async () => true);
const refresh = vi.fn(async () => {});
let token = 'old';

beforeEach(() => {
  signInAgain.mockClear();
  refresh.mockClear();
  setHooks({ csrfToken: () => token, signInAgain, refresh });
});
afterEach(() => vi.unstubAllGlobals());

describe('a refusal', () => {
  it('of a session that ended is sent again once somebody signed in', async () => {
    server([401, problem('access.unauthorized')], [200, { a: 1 }]);
    expect(await get('/x')).toEqual({ a: 1 });
    expect(signInAgain).toHaveBeenCalledOnce();
  });

  it('of a wrong password ends no session', async () => {
    server([401, problem('account.old-password')]);
    await expect(post('/x', {})).rejects.toMatchObject({ key: 'account.old-password', status: 401 });
    expect(signInAgain).not.toHaveBeenCalled();
  });

  it('is told by its own key, not by what its words or its fields contain', async () => {
    const fields = [{ field: 'a', key: 'account.x', message: '"key": "account.y", csrf' }];
    server([401, problem('access.unauthorized', { fields })], [200, null]);
    await get('/x');
    expect(signInAgain).toHaveBeenCalledOnce();
    server([403, problem('access.denied', { fields })]);
    await expect(post('/x')).rejects.toMatchObject({ key: 'access.denied' });
    expect(refresh).not.toHaveBeenCalled();
  });

  it('of an old token is sent again with a new one', async () => {
    refresh.mockImplementationOnce(async () => {
      token = 'new';
    });
    const asked = server([403, problem('access.stale_form')], [200, { a: 1 }]);
    expect(await post('/x', {})).toEqual({ a: 1 });
    expect(asked.map(([, headers]) => headers['X-CSRF-Token'])).toEqual(['old', 'new']);
  });

  it('that is no answer of the program is told by its number', async () => {
    server([413, '<html></html>']);
    await expect(get('/x')).rejects.toMatchObject({ key: 'console.unreadable', message: '服务器回答了 413' });
  });
});

it('a POST whose node went away, or that is under way, is sent again under its key', async () => {
  vi.useFakeTimers();
  const asked = server([502, '<html></html>'], [409, problem('idempotency.running')], [200, { a: 1 }]);
  const made = post('/x', {});
  await vi.runAllTimersAsync();
  expect(await made).toEqual({ a: 1 });
  expect(new Set(asked.map(([, headers]) => headers['Idempotency-Key'])).size).toBe(1);
  expect(asked.length).toBe(3);
  vi.useRealTimers();
});
