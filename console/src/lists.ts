// The lists that are places of their own: each file of `lists/` describes one, and is found by itself.
import type { RouteRecordRaw } from 'vue-router';

import type { ListPlace } from './parts/listing';

const found = import.meta.glob<ListPlace<never>>('./lists/*.ts', { eager: true, import: 'place' });

export const listPlaces: RouteRecordRaw[] = Object.values(found).map((place) => ({
  path: place.path,
  name: `list-${place.list.name}`,
  component: () => import('./views/ListView.vue'),
  props: { place },
  meta: { title: place.title, menu: place.menu, icon: place.icon, rights: place.rights, wide: place.wide },
}));
