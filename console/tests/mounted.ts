// A component on a page of its own, as a browser would have it; what it emits is written down.
import { createApp, h, nextTick, reactive } from 'vue';
import type { Component, VNode } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach } from 'vitest';

type Slots = Record<string, (scope: never) => VNode | VNode[] | string>;
const taken: (() => void)[] = [];
afterEach(() => {
  for (const away of taken.splice(0)) away();
});

globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
Element.prototype.scrollIntoView ??= () => {};

/** Lets promises and drawing come to rest. */
export async function rest(): Promise<void> {
  for (let i = 0; i < 5; ++i) await nextTick();
  await new Promise((resolve) => setTimeout(resolve));
  await nextTick();
}

/** `props` may be changed afterwards; `update:x` changes x by itself, as v-model does. */
export async function mounted<P extends object>(part: Component, given: P, slots: Slots = {}, at = '/') {
  const place = document.createElement('div');
  document.body.append(place);
  const props = reactive({ ...given }) as P & Record<string, unknown>;
  const emitted: [name: string, value: unknown][] = [];
  const listeners = Object.fromEntries(
    Object.keys(given).map((name) => [
      `onUpdate:${name}`,
      (value: unknown) => {
        emitted.push([`update:${name}`, value]);
        (props as Record<string, unknown>)[name] = value;
      },
    ]),
  );
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  });
  await router.push(at);
  const app = createApp({ render: () => h(part, { ...props, ...listeners }, slots) });
  app.use(router);
  app.mount(place);
  taken.push(() => {
    app.unmount();
    place.remove();
  });
  await rest();
  return { place, props, emitted, router };
}

export function type(input: Element | null, text: string): void {
  (input as HTMLInputElement).value = text;
  input?.dispatchEvent(new Event('input', { bubbles: true }));
}
