// Who is at work: the session as the server last told it, the rights that follow from it, and what
// happens when it ends while somebody is writing.
import { computed, reactive, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

import { asProblem, get, post, send, setHooks } from './api/client';
import type { OperationId } from './api/operations';
import type { Clock, Right, Session, Vocabularies } from './api/types';
import { openDrafts } from './drafts/store';
import type { Owner } from './drafts/store';
import { takeClock } from './parts/clock';

/** Words that the server does not have, by the page where they are written. */
export interface Unsent {
  address: string;
  title: string;
}
interface State {
  session: Session | null;
  /** The dialog that signs in again is open. */
  ended: boolean;
  /** What would be lost by signing out; the dialog that asks about it is open. */
  unsent: Unsent[] | null;
  failure: string;
}
export const state = reactive<State>({ session: null, ended: false, unsent: null, failure: '' });

export const person = computed(() => state.session?.person ?? null);
/** Whose copies of drafts this computer may keep and read. */
export const owner = computed<Owner | null>(() => {
  const key = state.session?.draft_key;
  return person.value && key ? { id: person.value.id, key } : null;
});
export const readOnly = computed(() => state.session?.read_only ?? false);

const operations = computed(() => new Set(state.session?.operations ?? []));
/** Whether the person's rights open the operation of the API, somewhere. */
export const mayCall = (operation: OperationId): boolean => operations.value.has(operation);

/** Whether the person has the right somewhere, or for one agency. The server decides in the end. */
export function may(right: Right, agency?: number): boolean {
  const scope = state.session?.rights[right];
  if (!scope) return false;
  if (scope.all) return true;
  return agency === undefined ? scope.agencies.length > 0 : scope.agencies.includes(agency);
}

/** Whether the server answers more than what signing in asks for. */
const worksIn = (session: Session | null): boolean =>
  !!session?.person && !session.must_change_password && !session.must_bind_second_factor;
export const works = computed(() => worksIn(state.session));

/** In a simulation no page is drawn before it is known what day it is there. */
async function learnTime(session: Session): Promise<void> {
  if (!session.simulation || !worksIn(session)) return;
  const asked = send<Clock>('GET', '/clock', { signingIn: true });
  await asked.then((answer) => takeClock(answer.data), () => {}); // the banner asks again
}

export async function loadSession(): Promise<Session> {
  const { data } = await send<Session>('GET', '/session', { signingIn: true });
  await learnTime(data);
  state.session = data;
  return data;
}

export async function signIn(login: string, password: string, code?: string): Promise<Session> {
  const body = code ? { login, password, code } : { login, password };
  const answer = await post<Session>('/session', body, { signingIn: true });
  await learnTime(answer);
  state.session = answer;
  return answer;
}

/** A place where somebody writes: sends what is not sent, and says what could not be; forgets it. */
export interface Writing {
  flush: () => Promise<Unsent | null>;
  forget: () => void;
}
const writings = new Set<Writing>();
/** Has signing out look after what is written here; the answer takes it back. */
export function lookAfter(writing: Writing): () => void {
  writings.add(writing);
  return () => writings.delete(writing);
}

let answer: (goOn: boolean) => void = () => {};
function askAbout(unsent: Unsent[]): Promise<boolean> {
  state.unsent = unsent;
  return new Promise((resolve) => (answer = resolve));
}
/** The dialog about unsent words is done. */
export function answerUnsent(goOn: boolean): void {
  state.unsent = null;
  answer(goOn);
}

/**
 * Sends what is not sent yet, or asks; then ends the session, erases the copies on this computer and leaves the page,
 * so that nothing of it stays in memory either. Throws when the server could not end the session.
 */
export async function signOut(): Promise<void> {
  const unsent = new Map<string, Unsent>();
  const drafts = await openDrafts(owner.value);
  for (const writing of writings) {
    const left = await writing.flush();
    if (left) unsent.set(left.address, left);
  }
  for (const { address, title } of (await drafts?.list()) ?? []) unsent.set(address, { address, title });
  if (unsent.size > 0 && !(await askAbout([...unsent.values()]))) return;
  await send('DELETE', '/session', { signingIn: true }).catch((error) => {
    if (asProblem(error).status !== 401) throw error;
  });
  for (const writing of writings) writing.forget();
  await drafts?.erase();
  location.replace('/console/sign-in');
}

let waiting: ((again: boolean) => void)[] = [];

/** Opens the dialog; every request that met the end of the session waits for it. */
function signInAgain(): Promise<boolean> {
  if (!state.session?.person) return Promise.resolve(false);
  state.ended = true;
  return new Promise((resolve) => waiting.push(resolve));
}

/** The dialog is done: the waiting requests are sent again. */
export function signedInAgain(): void {
  state.ended = false;
  const all = waiting;
  waiting = [];
  for (const tell of all) tell(true);
}

setHooks({
  csrfToken: () => state.session?.csrf_token ?? '',
  signInAgain,
  refresh: async () => {
    await loadSession();
  },
});

// The words that the server uses, asked for once.
let words: Promise<Vocabularies> | null = null;
export function vocabularies(): Promise<Vocabularies> {
  words ??= get<Vocabularies>('/vocabularies').catch((error) => {
    words = null;
    throw error;
  });
  return words;
}
/** The same for a template: there is none until they have come. */
export function comingWords(): ShallowRef<Vocabularies> {
  const come = shallowRef<Vocabularies>({});
  void vocabularies().then((read) => (come.value = read), () => {});
  return come;
}
