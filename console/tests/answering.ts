// A server for a test: answers requests in turn, the last answer again and again, and says what was asked of it.
import { afterEach, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

/** A refusal is told by its status. */
export interface Refusal {
  status: number;
  body: unknown;
}
const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'status' in answer && 'body' in answer;

export function answering(...answers: unknown[]): () => string[] {
  const fetched = vi.fn(async (_url: string, _options: RequestInit) => {
    const answer = answers[Math.min(fetched.mock.calls.length, answers.length) - 1];
    const { status, body } = isRefusal(answer) ? answer : { status: 200, body: answer };
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
  vi.stubGlobal('fetch', fetched);
  return () =>
    fetched.mock.calls.map(([url, { method, body }]) => `${method} ${url}${body ? ` ${body as string}` : ''}`);
}
