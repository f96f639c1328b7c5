// Who is at work: the session as the server last told it, the rights that follow from it, and what
// happens when it ends while somebody is writing.
import { computed, reactive } from 'vue';

import { get, post, send, setHooks } from './api/client';
import type { Session } from './api/types';

interface State {
  session: Session | null;
  /** The dialog that signs in again is open. */
  ended: boolean;
  failure: string;
}
export const state = reactive<State>({ session: null, ended: false, failure: '' });

export const person = computed(() => state.session?.person ?? null);
export const readOnly = computed(() => state.session?.read_only ?? false);

/** Whether the person has the right somewhere, or for one agency. The server decides in the end. */
export function may(right: string, agency?: number): boolean {
  const scope = state.session?.rights[right];
  if (!scope) return false;
  if (scope.all) return true;
  return agency === undefined ? scope.agencies.length > 0 : scope.agencies.includes(agency);
}

export async function loadSession(): Promise<Session> {
  const { data } = await send<Session>('GET', '/session', { signingIn: true });
  state.session = data;
  return data;
}

export async function signIn(login: string, password: string, code?: string): Promise<Session> {
  const body = code ? { login, password, code } : { login, password };
  const answer = await post<Session>('/session', body, { signingIn: true });
  state.session = answer;
  return answer;
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/session', { signingIn: true }).catch(() => {});
  await loadSession().catch(() => {
    state.session = null;
  });
}

let waiting: ((again: boolean) => void)[] = [];

/** Opens the dialog; every request that met the end of the session waits for it. */
function signInAgain(): Promise<boolean> {
  if (!state.session?.person) return Promise.resolve(false);
  state.ended = true;
  return new Promise((resolve) => waiting.push(resolve));
}

/** The dialog is done: the waiting requests are sent again, or fail. */
export function signedInAgain(again: boolean): void {
  state.ended = false;
  const all = waiting;
  waiting = [];
  for (const tell of all) tell(again);
}

setHooks({
  csrfToken: () => state.session?.csrf_token ?? '',
  signInAgain,
  refresh: async () => {
    await loadSession();
  },
});

// The words that the server uses, asked for once.
let words: Promise<import('./api/types').Vocabularies> | null = null;
export function vocabularies(): Promise<import('./api/types').Vocabularies> {
  words ??= get<import('./api/types').Vocabularies>('/vocabularies').catch((error) => {
    words = null;
    throw error;
  });
  return words;
}
