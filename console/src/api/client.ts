// Requests to /api/v1: JSON both ways, the CSRF token on writes, a key that makes a repeated POST
// harmless, problems as `Problem`. What to do about an ended session is told by the hooks.
import type { FieldProblem, ProblemBody } from './types';

export class Problem extends Error {
  readonly status: number;
  readonly key: string;
  readonly detail: string;
  readonly reference: string;
  readonly fields: FieldProblem[];
  readonly current: unknown;
  readonly retryAfter: number | null;

  constructor(body: ProblemBody, retryAfter: number | null = null) {
    super(body.title);
    this.status = body.status;
    this.key = body.key;
    this.detail = body.detail ?? '';
    this.reference = body.reference ?? '';
    this.fields = body.fields ?? [];
    this.current = body.current;
    this.retryAfter = retryAfter;
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new Problem({ status: 0, key: 'console.failed', title: '出现了意外的情况，请刷新页面后再试', detail: text });
}

export interface Hooks {
  csrfToken: () => string;
  /** The server no longer knows the session: signs in again; false when the person gave up. */
  signInAgain: () => Promise<boolean>;
  /** The token was refused: fetches the session anew. */
  refresh: () => Promise<void>;
}
let hooks: Hooks = { csrfToken: () => '', signInAgain: async () => false, refresh: async () => {} };
export function setHooks(own: Hooks): void {
  hooks = own;
}

export type Query = Record<string, string | number | boolean | null | undefined>;
export interface Options {
  query?: Query;
  body?: unknown;
  raw?: Blob;
  headers?: Record<string, string>;
  /** Called with a share from 0 to 1 while `raw` is sent. */
  progress?: (share: number) => void;
  /** A request that is part of signing in: an ended session is its answer, not an accident. */
  signingIn?: boolean;
}
export interface Reply<T> {
  data: T;
  etag: string | null;
  status: number;
}

export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1${path}${search ? `?${search}` : ''}`;
}

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Answer {
  status: number;
  data: unknown; // what the JSON says; null where there is none
  bytes?: Blob;
  field: (name: string) => string | null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function sendByFetch(method: string, url: string, headers: Record<string, string>, body?: BodyInit) {
  const answer = await fetch(url, { method, headers, body, credentials: 'same-origin' });
  const bytes = await answer.blob();
  const data = /json/.test(bytes.type) ? parsed(await bytes.text()) : null;
  return { status: answer.status, data, bytes, field: (name: string) => answer.headers.get(name) };
}

function sendWithProgress(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: Blob,
  progress: (share: number) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const http = new XMLHttpRequest();
    http.open(method, url);
    for (const [name, value] of Object.entries(headers)) http.setRequestHeader(name, value);
    http.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    http.onload = () =>
      resolve({ status: http.status, data: parsed(http.responseText), field: (n) => http.getResponseHeader(n) });
    http.onerror = () => reject(new TypeError('the connection broke'));
    http.send(body);
  });
}

/** Why it was refused; empty for a success, and where the program did not answer itself. */
const keyOf = (answer: Answer): string =>
  answer.status < 400 ? '' : ((answer.data as Partial<ProblemBody> | null)?.key ?? '');

function problemOf(answer: Answer): Problem {
  const body = keyOf(answer)
    ? (answer.data as ProblemBody)
    : { key: 'console.unreadable', title: `服务器回答了 ${answer.status}` };
  return new Problem({ ...body, status: answer.status }, Number(answer.field('Retry-After')) || null);
}

async function attempt(method: string, path: string, options: Options, headers: Record<string, string>) {
  const url = address(path, options.query);
  const all: Record<string, string> = { Accept: 'application/json', ...headers, ...options.headers };
  if (method !== 'GET') all['X-CSRF-Token'] = hooks.csrfToken();
  if (options.raw && options.progress) return sendWithProgress(method, url, all, options.raw, options.progress);
  if (options.body !== undefined) all['Content-Type'] = 'application/json';
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  return sendByFetch(method, url, all, body);
}

async function attemptOrProblem(...args: Parameters<typeof attempt>): Promise<Answer> {
  try {
    return await attempt(...args);
  } catch (error) {
    if (error instanceof TypeError)
      throw new Problem({ status: 0, key: 'console.offline', title: '连接不上服务器，请检查网络后再试' });
    throw error;
  }
}

const kTries = 4;

/** Seconds until a POST may be sent again under its key: its node went away, or the first is still under way. */
function againAfter(answer: Answer): number | null {
  if (answer.status === 502 || answer.status === 504) return 1;
  return keyOf(answer) === 'idempotency.running' ? Number(answer.field('Retry-After')) || 1 : null;
}

/** Sends a POST again, as it was, until it is known what became of it; it is done once. */
async function attemptUntilSure(
  method: string,
  path: string,
  options: Options,
  headers: Record<string, string>,
): Promise<Answer> {
  for (let tries = 1; ; ++tries) {
    const answer = await attemptOrProblem(method, path, options, headers);
    const wait = 'Idempotency-Key' in headers && tries < kTries ? againAfter(answer) : null;
    if (wait === null) return answer;
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
}

// A wrong password inside a session is refused with 401 too, and does not end it.
const isEnded = (answer: Answer, options: Options) =>
  answer.status === 401 && !options.signingIn && !keyOf(answer).startsWith('account.');

async function answered(method: string, path: string, options: Options): Promise<Answer> {
  const headers: Record<string, string> =
    method === 'POST' && !options.signingIn ? { 'Idempotency-Key': newKey() } : {};
  let answer = await attemptUntilSure(method, path, options, headers);
  if (isEnded(answer, options) && (await hooks.signInAgain())) {
    answer = await attemptOrProblem(method, path, options, headers);
  } else if (keyOf(answer) === 'access.stale_form') {
    await hooks.refresh();
    answer = await attemptOrProblem(method, path, options, headers);
  }
  if (answer.status < 200 || answer.status >= 300) throw problemOf(answer);
  return answer;
}

/** Sends one request; throws `Problem` for every answer that is not a success. */
export async function send<T>(method: string, path: string, options: Options = {}): Promise<Reply<T>> {
  const answer = await answered(method, path, options);
  return { data: answer.data as T, etag: answer.field('ETag'), status: answer.status };
}

export const get = async <T>(path: string, query?: Query): Promise<T> => (await send<T>('GET', path, { query })).data;
export const post = async <T>(path: string, body?: unknown, options: Options = {}): Promise<T> =>
  (await send<T>('POST', path, { ...options, body })).data;
export const put = async <T>(path: string, body?: unknown, options: Options = {}): Promise<T> =>
  (await send<T>('PUT', path, { ...options, body })).data;
export const remove = async <T>(path: string, body?: unknown, options: Options = {}): Promise<T> =>
  (await send<T>('DELETE', path, { ...options, body })).data;

/** Says which revision a change was made on: when it is another one by now, nothing is changed. */
export const madeOn = (known: { revision?: number }): Options => ({
  headers: { 'If-Match': `"r${known.revision ?? 0}"` },
});

/** Has the browser save what the server makes of what it is sent, under the name that the server gives. */
export async function downloaded(method: 'GET' | 'POST', path: string, options: Options): Promise<void> {
  const answer = await answered(method, path, options);
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.field('Content-Disposition') ?? '')?.[1] ?? 'export';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(answer.bytes ?? new Blob());
  link.download = decodeURIComponent(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
export const download = (path: string, body: unknown): Promise<void> => downloaded('POST', path, { body });
