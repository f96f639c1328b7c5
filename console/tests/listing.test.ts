// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';

import ListExports from '../src/parts/ListExports.vue';
import ListPage from '../src/parts/ListPage.vue';
import { fromQuery, given, listing, sorted } from '../src/parts/listing';
import type { Filter, List, ListColumn } from '../src/parts/listing';
import { answering } from './answering';
import { mounted, rest, type } from './mounted';

interface Row {
  id: number;
  title: string;
  count: number;
}
const kFilters: Filter[] = [
  { name: 'text', label: '标题' },
  { name: 'mine', label: '我的', kind: 'flag' },
  { name: 'column', label: '栏目', kind: 'number', elsewhere: true },
];
const kColumns: ListColumn<Row>[] = [
  { name: 'title', title: '标题', look: 'title' },
  { name: 'count', title: '数量', by: true, tag: (row) => (row.count > 20 ? 'danger' : 'info') },
  { name: 'id', title: '编号', shown: 'asked' },
];

afterEach(() => vi.restoreAllMocks());

describe('the state of a list', () => {
  it('goes into an address and comes back, without what is empty', () => {
    expect(given({ text: ' 防汛 ', mine: true, column: 3 })).toEqual({ text: '防汛', mine: true, column: 3 });
    const address = { text: '防汛', mine: 'true', column: '3' };
    expect(fromQuery(kFilters, address)).toEqual({ text: '防汛', mine: true, column: 3 });
    expect(given(fromQuery(kFilters, {}))).toEqual({});
  });

  it('takes nothing from an address that is no filter or no value', () => {
    const read = fromQuery(kFilters, { column: 'x', mine: 'perhaps', text: ['a', 'b'], other: '1' });
    expect(read).toEqual({ text: '', mine: false, column: null });
  });

  it.each([
    ['count', [2, 10, 30]],
    ['-count', [30, 10, 2]],
    ['', [10, 2, 30]],
    ['title', [10, 2, 30]],
  ])('sorts by %s as numbers', (order, counts) => {
    const rows = [10, 2, 30].map((count) => ({ id: count, title: '', count }));
    expect(sorted(rows, kColumns, order).map((row) => row.count)).toEqual(counts);
  });
});

describe('a list page', () => {
  const kRows = [10, 2, 30].map((count) => ({ id: count, title: `第${count}件`, count }));
  async function page(at: string, next: string | null = null, more: Partial<List<Row>> = {}) {
    localStorage.clear();
    const read = vi.fn(async () => ({ items: kRows, next }));
    const run = vi.fn();
    const fits = (row: Row) => row.count > 5;
    const part = defineComponent({
      setup() {
        const of = listing<Row>({
          ...{ name: 'x', label: '列表', search: '查找', filters: kFilters, columns: kColumns, read },
          ...{ bulk: [{ label: '办', fits, run }], titleOf: (row: Row) => row.title },
          ...more,
        });
        return () => [h(ListPage as never, { of }), h(ListExports as never, { of })];
      },
    });
    const made = await mounted(part, {}, {}, at);
    const cells = () => [...made.place.querySelectorAll('tbody td.title')].map((cell) => cell.textContent);
    const button = (name: string) =>
      [...made.place.querySelectorAll('button')].find((one) => one.textContent?.includes(name))!;
    return { ...made, read, run, cells, button };
  }

  it('shows what a pasted address says', async () => {
    const { read, place, cells } = await page('/list?text=防汛&sort=-count');
    expect(read).toHaveBeenCalledExactlyOnceWith({ text: '防汛' }, null);
    expect(place.querySelector<HTMLInputElement>('input[aria-label=标题]')?.value).toBe('防汛');
    expect(cells()).toEqual(['第30件', '第10件', '第2件']);
    expect(place.querySelector('[aria-sort=descending]')?.textContent).toContain('数量');
  });

  it('puts into the address what is searched for', async () => {
    const { read, place, router } = await page('/list');
    type(place.querySelector('input[aria-label=标题]'), '经费');
    place.querySelector('form')!.dispatchEvent(new Event('submit'));
    await rest();
    expect(router.currentRoute.value.query).toEqual({ text: '经费' });
    expect(read).toHaveBeenLastCalledWith({ text: '经费' }, null);
  });

  it('follows an address to the same list, and keeps what is typed while it searches itself', async () => {
    const { read, place, router } = await page('/list');
    const input = place.querySelector<HTMLInputElement>('input[aria-label=标题]')!;
    type(input, '经费');
    place.querySelector('form')!.dispatchEvent(new Event('submit'));
    type(input, '经费预算');
    await rest();
    expect([input.value, router.currentRoute.value.query.text]).toEqual(['经费预算', '经费']);
    await router.replace('/list?text=防汛&column=7');
    await rest();
    expect(input.value).toBe('防汛');
    expect(read).toHaveBeenLastCalledWith({ text: '防汛', column: 7 }, null);
  });

  it('asks its address, with what is changed before, and goes on where the last page ended', async () => {
    const sent = answering({ items: kRows, next: 'after-30' }, { items: [], next: null });
    const { button } = await page('/list?text=12', null, {
      ...{ read: undefined, address: '/things', cursor: 'before', more: '更早的' },
      asked: ({ text }) => ({ subject: `thing:${text}` }),
    });
    button('更早的').click();
    await rest();
    expect(sent()).toEqual([
      'GET /api/v1/things?subject=thing%3A12',
      'GET /api/v1/things?subject=thing%3A12&before=after-30',
    ]);
  });

  it('has what is found saved as a file', async () => {
    const sent = answering({});
    URL.createObjectURL = () => 'blob:x';
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const exports = [{ label: '导出', title: '导出为表格', address: '/exports/things', more: { proof: true } }];
    const { button } = await page('/list?mine=true&column=3', null, { exports });
    button('导出').click();
    await rest();
    expect(sent()).toEqual(['POST /api/v1/exports/things {"agency":0,"mine":true,"column":3,"proof":true}']);
    expect(clicked).toHaveBeenCalledOnce();
  });

  it('does not sort a list of which there is more', async () => {
    const { cells, place } = await page('/list?sort=-count', 'after-30');
    expect(cells()).toEqual(['第10件', '第2件', '第30件']);
    expect(place.querySelector('[aria-sort]')).toBeNull();
  });

  it('has the server sort a list that it pages through, and reads it anew', async () => {
    const { cells, place, read, router } = await page('/list?sort=-count&text=防汛', 'after-30', { sorts: true });
    expect(read).toHaveBeenCalledExactlyOnceWith({ text: '防汛', sort: '-count' }, null);
    expect(cells()).toEqual(['第10件', '第2件', '第30件']); // as the server has given them
    expect(place.querySelector('[aria-sort=descending]')?.textContent).toContain('数量');
    place.querySelector<HTMLButtonElement>('[aria-sort] button')!.click(); // descending → as they come
    await rest();
    expect(router.currentRoute.value.query).toEqual({ text: '防汛' });
    expect(read).toHaveBeenLastCalledWith({ text: '防汛' }, null);
    place.querySelector<HTMLButtonElement>('[aria-sort] button')!.click();
    await rest();
    expect(read).toHaveBeenLastCalledWith({ text: '防汛', sort: 'count' }, null);
  });

  it('hands the selected lines to what is done with them, those that it fits', async () => {
    const { place, run, button } = await page('/list');
    expect(place.querySelectorAll('tbody input')).toHaveLength(2);
    place.querySelector<HTMLInputElement>('input[aria-label=选中\\ 第30件]')!.click();
    await rest();
    expect(place.querySelector('[role=status]')?.textContent).toBe('已选 1 项');
    button('办').click();
    expect(run).toHaveBeenCalledWith([kRows[2]]);
    place.querySelector<HTMLInputElement>('input[aria-label=全选]')!.click();
    await rest();
    button('办').click();
    expect(run).toHaveBeenLastCalledWith([kRows[0], kRows[2]]);
  });

  it('draws a cell as its column says', async () => {
    const columns: ListColumn<Row>[] = [
      { name: 'title', title: '标题', look: 'title', link: (row) => (row.count > 20 ? `/things/${row.id}` : null) },
      kColumns[1],
    ];
    const { place } = await page('/list', null, { columns });
    expect([...place.querySelectorAll('tbody a')].map((one) => one.getAttribute('href'))).toEqual(['/things/30']);
    expect([...place.querySelectorAll('tbody .el-tag--danger')].map((one) => one.textContent)).toEqual(['30']);
  });

  it('says when there is nothing, and why', async () => {
    const read = async () => ({ items: [] });
    const words: Partial<List<Row>> = { read, empty: ['还没有', '可以登记。'], nothing: ['没有符合条件的'] };
    expect((await page('/list', null, words)).place.textContent).toContain('还没有');
    expect((await page('/list?text=x', null, words)).place.textContent).toContain('没有符合条件的');
  });

  it('keeps on this computer which columns somebody wants', async () => {
    const { place } = await page('/list');
    const heads = () => [...place.querySelectorAll('thead th')].map((one) => one.textContent);
    expect(heads()).toEqual(['标题', '数量']);
    place.querySelector('details')!.open = true;
    place.querySelector('details')!.dispatchEvent(new Event('toggle'));
    await rest();
    place.querySelectorAll<HTMLInputElement>('details input')[1].click();
    await rest();
    expect(heads()).toEqual(['标题', '数量', '编号']);
    expect(JSON.parse(localStorage.getItem('daylight-columns-x')!)).toContain('id');
  });
});
