// The lists that are places of their own: each file of `lists/` describes one, and is found by itself.
import type { RouteRecordRaw } from 'vue-router';

import type { ListPlace } from './parts/listing';

const found = import.meta.glob<ListPlace<never>>('./lists/*.ts', { eager: true, import: 'place' });

/** The places with the lists among them, each behind the one that it says it follows. */
export function withLists(places: RouteRecordRaw[]): RouteRecordRaw[] {
  const all = [...places];
  const waiting = Object.values(found);
  while (waiting.length > 0) {
    // One may follow another of them.
    const next = waiting.findIndex((one) => all.some((known) => known.path === one.after));
    const place = waiting[Math.max(next, 0)]!;
    if (next < 0) throw new Error(`${place.path} follows ${place.after}, which is no place`);
    waiting.splice(next, 1);
    const before = all.findIndex((one) => one.path === place.after);
    const { title, menu, icon, wide, right } = place;
    all.splice(before + 1, 0, {
      path: place.path,
      name: `list-${place.list.name}`,
      component: () => import('./views/ListView.vue'),
      props: { place },
      meta: { title, menu, icon, for: place.for, right, wide },
    });
  }
  return all;
}
