// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';

import type { RequestTable, RequestTally } from '../src/api/types';
import { place } from '../src/lists/requests';
import { daysOf, offeredOn, wordsOf } from '../src/matters/period';
import RequestTableView from '../src/views/RequestTableView.vue';
import { answering } from './answering';
import { mounted, rest } from './mounted';

describe('a period', () => {
  it('has its first and last day', () => {
    expect(daysOf('2026')).toEqual({ from: '2026-01-01', until: '2026-12-31' });
    expect(daysOf('2026-Q1')).toEqual({ from: '2026-01-01', until: '2026-03-31' });
    expect(daysOf('2024-02')).toEqual({ from: '2024-02-01', until: '2024-02-29' });
    for (const none of ['', '26', '2026-13', '2026-Q5', '2026-1']) expect(daysOf(none)).toBeUndefined();
  });

  it('is called by its days only where it has no name', () => {
    for (const name of ['2026', '2026-Q3', '2026-11']) expect(wordsOf(daysOf(name)!)).toBe(name);
    expect(wordsOf({ from: '2026-01-02', until: '2026-12-31' })).toBe('2026-01-02 至 2026-12-31');
  });

  it('is offered as far as the year has come', () => {
    const offered = offeredOn('2026-05-03');
    expect(offered.slice(0, 3)).toEqual(['2026', '2025', '2026-Q2']);
    expect(offered).toContain('2026-05');
    expect(offered).not.toContain('2026-06');
  });
});

const tally = (more: Partial<RequestTally>): RequestTally => ({
  code: '',
  title: '',
  received: 0,
  carried_in: 0,
  ended: 0,
  carried_on: 0,
  days: 0,
  timed: 0,
  twice_median: null,
  longest: null,
  late: 0,
  ...more,
});
const kTable: RequestTable = {
  from: '2025-01-01',
  until: '2025-12-31',
  columns: [
    { code: 'natural', title: '自然人' },
    { code: 'business', title: '商业企业' },
    { code: '', title: '总计' },
  ],
  rows: [
    { row: 1, title: '一、本年新收政府信息公开申请数量', values: [2, 0, 2] },
    { row: 24, title: '（七）总计', values: [2, 0, 2] },
  ],
  breaches: [],
  total: tally({ title: '合计', received: 2, ended: 2, days: 25, timed: 2, twice_median: 25, longest: 13 }),
  breakdowns: [
    {
      by: 'channel',
      title: '来源',
      lines: [
        tally({
          code: 'online',
          title: '网上提交',
          received: 3,
          ended: 3,
          days: 37,
          timed: 3,
          twice_median: 21,
          longest: 19,
          late: 1,
        }),
      ],
    },
    { by: 'topic', title: '主题', lines: [tally({ title: '未分类', received: 2, ended: 2 })] },
    { by: 'outcome', title: '办理结果', lines: [] },
  ],
};
// Also an empty list of agencies, which the page asks for once, and a table 4 without blocks.
const kAnswer = { items: [], next: null, blocks: [], ...kTable };

describe('the page of table 3', () => {
  it('leads each number to its requests', async () => {
    const asked = answering(kAnswer);
    const { place: page } = await mounted(RequestTableView, {}, {}, '/?from=2025-01-01&until=2025-12-31');
    await rest();
    expect(asked().some((one) => one.includes('/request-table?from=2025-01-01&until=2025-12-31'))).toBe(true);
    const links = [...page.querySelectorAll('.table3 a')].map((link) => link.getAttribute('href'));
    expect(links).toHaveLength(4);
    expect(links[0]).toContain('table_row=1');
    expect(links[0]).toContain('table_class=natural');
    expect(links[1]).not.toContain('table_class');
    expect(page.textContent).toContain('勾稽关系相符');
  });

  it('leads each line of a breakdown to its requests, beside what answers took', async () => {
    answering(kAnswer);
    const { place: page } = await mounted(RequestTableView, {}, {}, '/?from=2025-01-01&until=2025-12-31');
    await rest();
    const lines = (by: string) => [...page.querySelectorAll(`table[data-by=${by}] tbody tr`)];
    const texts = (by: string) => lines(by).map((line) => [...line.children].map((cell) => cell.textContent?.trim()));
    const links = (by: string) => lines(by).flatMap((line) => [...line.querySelectorAll('a')].map((link) => link.href));
    expect(texts('channel')).toEqual([['网上提交', '3', '0', '3', '0', '12.3', '10.5', '19', '1']]);
    expect(texts('topic')).toEqual([['未分类', '2', '0', '2', '0', '—', '—', '—', '0']]);
    expect(links('channel')).toHaveLength(3);
    for (const link of links('channel')) expect(link).toContain('table_by=channel&table_line=online');
    expect(links('channel').map((link) => link.includes('table_late=true'))).toEqual([false, false, true]);
    expect(links('topic')[0]).toContain('table_by=topic');
    expect(lines('outcome')).toHaveLength(0);
  });

  it('says which identity is broken', async () => {
    answering({ ...kAnswer, breaches: [{ identity: 'K1', row: 0, column: 1 }] });
    const { place: page } = await mounted(RequestTableView, {}, {}, '/?from=2025-01-01&until=2025-12-31');
    await rest();
    expect(page.textContent).toContain('勾稽关系不符');
    expect(page.textContent).toContain('商业企业不符');
  });

  it('says that it does not go on from what the last period was told, even where nothing is left', async () => {
    const rows = kTable.rows.map((row) => ({ ...row, values: [0, 0, 0] }));
    answering({ ...kAnswer, rows, breaches: [{ identity: 'K4', row: 0, column: 0 }] });
    const { place: page } = await mounted(RequestTableView, {}, {}, '/?from=2025-01-01&until=2025-12-31');
    await rest();
    expect(page.textContent).toContain('第二项等于上一期冻结的第四项：自然人不符');
    expect(page.textContent).toContain('再次冻结上一期');
  });

  it('says where there is nothing', async () => {
    const rows = kTable.rows.map((row) => ({ ...row, values: [0, 0, 0] }));
    answering({ ...kAnswer, rows, breakdowns: [] });
    const { place: page } = await mounted(RequestTableView, {}, {}, '/');
    await rest();
    expect(page.textContent).toContain('这个期间没有公开申请');
  });
});

it('says of the list which number it was opened from', () => {
  expect(place.narrowed?.({ table_row: 5, table_from: '2025-01-01', table_until: '2025-12-31' })).toContain(
    '第 5 行的申请（2025）',
  );
  const year = { table_from: '2025-01-01', table_until: '2025-12-31' };
  const late = { ...year, table_row: 24, table_by: 'topic', table_late: true };
  expect(place.narrowed?.(late)).toBe('只列年报表三第 24 行的申请（2025）中按主题分的一类，逾期办结的。');
  expect(place.narrowed?.({})).toBe('');
});
