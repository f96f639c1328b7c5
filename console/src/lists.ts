// The lists that are places of their own: each file of `lists/` describes one, and is found by itself.
import type { RouteRecordRaw } from 'vue-router';

import type { ListPlace } from './parts/listing';

const found = import.meta.glob<ListPlace<never>>('./lists/*.ts', { eager: true, import: 'place' });

/** The places with the lists among them, each behind the one that it says it follows. */
export function withLists(places: RouteRecordRaw[]): RouteRecordRaw[] {
  const all = [...places];
  for (const place of Object.values(found)) {
    const before = all.findIndex((one) => one.path === place.after);
    if (before < 0) throw new Error(`${place.path} follows ${place.after}, which is no place`);
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
