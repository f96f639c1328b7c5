// The lists that are places of their own: each file of `lists/` describes one, and is found by itself.
import type { RouteRecordRaw } from 'vue-router';

import type { ListPlace } from './parts/listing';

const found = import.meta.glob<ListPlace<never>>('./lists/*.ts', { eager: true, import: 'place' });

/** The places with the lists among them, each behind the one that it says it follows. */
export function withLists(places: RouteRecordRaw[]): RouteRecordRaw[] {
  const all = [...places];
  const left = Object.values(found);
  const indexOf = (path: string) => all.findIndex((one) => one.path === path);
  while (left.length > 0) {
    // One may follow another list, which has to have its own place first.
    const at = left.findIndex((place) => indexOf(place.after) >= 0);
    if (at < 0) throw new Error(`${left[0].path} follows ${left[0].after}, which is no place`);
    const [place] = left.splice(at, 1);
    const { title, menu, icon, wide, right } = place;
    all.splice(indexOf(place.after) + 1, 0, {
      path: place.path,
      name: `list-${place.list.name}`,
      component: () => import('./views/ListView.vue'),
      props: { place },
      meta: { title, menu, icon, for: place.for, right, wide },
    });
  }
  return all;
}
