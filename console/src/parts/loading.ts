// One thing that is read from the server: its value, whether it is under way, why it failed.
import { ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';

import { asProblem } from '../api/client';
import type { Problem } from '../api/client';

export interface Loaded<T> {
  value: ShallowRef<T | null>;
  loading: Ref<boolean>;
  problem: ShallowRef<Problem | null>;
  load: () => Promise<void>;
}

/** `read` is called by load(); an answer that a later load() overtook is dropped. */
export function loaded<T>(read: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null);
  const loading = ref(false);
  const problem = shallowRef<Problem | null>(null);
  let turn = 0;
  async function load(): Promise<void> {
    const mine = ++turn;
    loading.value = true;
    try {
      const read_ = await read();
      if (mine !== turn) return;
      value.value = read_;
      problem.value = null;
    } catch (error) {
      if (mine === turn) problem.value = asProblem(error);
    } finally {
      if (mine === turn) loading.value = false;
    }
  }
  return { value, loading, problem, load };
}

export interface Listed<T> extends Loaded<T[]> {
  next: Ref<string | null>;
  more: () => Promise<void>;
}

/** A list that is read page by page; `read` is given the cursor after which to go on. */
export function listed<T>(read: (after: string | null) => Promise<{ items: T[]; next?: string | null }>): Listed<T> {
  const next = ref<string | null>(null);
  const first = loaded(async () => {
    const page = await read(null);
    next.value = page.next ?? null;
    return page.items;
  });
  async function more(): Promise<void> {
    if (!next.value) return;
    first.loading.value = true;
    try {
      const page = await read(next.value);
      first.value.value = [...(first.value.value ?? []), ...page.items];
      next.value = page.next ?? null;
    } catch (error) {
      first.problem.value = asProblem(error);
    } finally {
      first.loading.value = false;
    }
  }
  return { ...first, next, more };
}
