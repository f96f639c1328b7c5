// @vitest-environment jsdom
// How much of a list is public: what the server counts, in its words, each count leading to its rows.
import { expect, it } from 'vitest';

import type { CounterpartState } from '../src/api/types';
import CounterpartFigures from '../src/records/CounterpartFigures.vue';
import { mounted } from './mounted';

const state = (counts: number[]): CounterpartState => ({
  title: '行政处罚公示',
  list: 'enforcement_cases',
  list_title: '行政处罚案件清单',
  counts: [],
  shares: (['Owed', 'Published', 'Late', 'Overdue', 'Unjudged'] as const).map((share, at) => ({
    share,
    share_name: `名称 ${share}`,
    count: counts[at]!,
  })),
  late_days: 21,
});
const shown = async (of: CounterpartState, more: Record<string, unknown> = {}) => {
  const { place } = await mounted(CounterpartFigures, { of, register: 'penalties', agency: null, ...more });
  return {
    links: [...place.querySelectorAll('dd a')].map((one) => [one.textContent, one.getAttribute('href')]),
    names: [...place.querySelectorAll('dt')].map((one) => one.textContent),
    notes: [...place.querySelectorAll('small')].map((one) => one.textContent),
    current: place.querySelector('[aria-current]')?.getAttribute('aria-label'),
  };
};

it('leads from each count to its rows', async () => {
  const { links, names, notes, current } = await shown(state([8, 6, 2, 1, 3]));
  expect(names).toEqual(['Owed', 'Published', 'Late', 'Overdue', 'Unjudged'].map((share) => `名称 ${share}`));
  expect(links).toEqual(
    [['8', 'Owed'], ['6', 'Published'], ['2', 'Late'], ['1', 'Overdue'], ['3', 'Unjudged']].map(([count, share]) => [
      count,
      `/registers/penalties/counterpart/rows?share=${share}`,
    ]),
  );
  expect(notes).toEqual(['75.0%', '平均逾期 10.5 天']);
  expect(current).toBeUndefined();
});

it('keeps the agency, and says which count is shown', async () => {
  const { links, current } = await shown(state([8, 6, 2, 1, 3]), { agency: 7, shown: 'Late' });
  expect(links[0]).toEqual(['8', '/registers/penalties/counterpart/rows?share=Owed&agency=7']);
  expect(current).toBe('名称 Late 2 条，逐条查看');
});

it('has no share of nothing', async () => {
  expect((await shown(state([0, 0, 0, 0, 0]))).notes).toEqual([]);
});
