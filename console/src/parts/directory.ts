// Agencies, sites and columns, asked for once and kept until something about them is changed.
import { onMounted, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

import { get } from '../api/client';
import type { Agency, Column, Page, Site } from '../api/types';

const kept = new Map<string, Promise<unknown>>();
function once<T>(name: string, read: () => Promise<T>): Promise<T> {
  if (!kept.has(name)) {
    kept.set(
      name,
      read().catch((error) => {
        kept.delete(name);
        throw error;
      }),
    );
  }
  return kept.get(name) as Promise<T>;
}
export function forgetDirectory(): void {
  kept.clear();
}

export const agencies = (): Promise<Agency[]> =>
  once('agencies', async () => (await get<Page<Agency>>('/agencies')).items);
export const sites = (): Promise<Site[]> => once('sites', async () => (await get<Page<Site>>('/sites')).items);
export const columnsOf = (site: number): Promise<Column[]> =>
  once(`columns:${site}`, async () => (await get<Page<Column>>('/columns', { site })).items);

/** The columns of every site of an agency, or of all sites. */
export async function columnsOfAgency(agency?: number | null): Promise<Column[]> {
  const chosen = (await sites()).filter((site) => !agency || site.agency === agency);
  return (await Promise.all(chosen.map((site) => columnsOf(site.id)))).flat();
}

/** What a page offers for choice: read when the page is there, empty until then and when that fails. */
export function offered<T>(read: () => Promise<T[]>): ShallowRef<T[]> {
  const items = shallowRef<T[]>([]);
  onMounted(async () => {
    items.value = await read().catch(() => []);
  });
  return items;
}
