// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';

import type { AppealTable } from '../src/api/types';
import { place as reviews } from '../src/lists/reviews';
import AppealTablePart from '../src/matters/AppealTablePart.vue';
import { answering } from './answering';
import { mounted, rest } from './mounted';

const kTable: AppealTable = {
  from: '2026-01-01',
  until: '2026-12-31',
  columns: [
    { code: 'upheld', title: '结果维持' },
    { code: 'corrected', title: '结果纠正' },
    { code: 'other', title: '其他结果' },
    { code: 'pending', title: '尚未审结' },
    { code: 'total', title: '总计' },
  ],
  blocks: [
    { block: 'review', title: '行政复议', values: [2, 1, 0, 0, 3], adds_up: true },
    { block: 'direct', title: '未经复议直接起诉', values: [0, 0, 0, 0, 0], adds_up: true },
    { block: 'after-review', title: '复议后起诉', values: [0, 0, 0, 1, 1], adds_up: true },
  ],
};
const shown = (table: AppealTable) => {
  answering(table);
  return mounted(AppealTablePart, { from: table.from, until: table.until, agency: 7, period: '2026' }, {}, '/');
};

describe('table 4', () => {
  it('leads each number to its cases', async () => {
    const { place: page } = await shown(kTable);
    await rest();
    expect(page.querySelectorAll('.table4 td')).toHaveLength(15);
    const links = [...page.querySelectorAll('.table4 a')].map((link) => link.getAttribute('href') ?? '');
    expect(links).toHaveLength(5);
    expect(links[0]).toContain('/reviews?appeal_block=review&appeal_column=upheld&table_from=2026-01-01');
    expect(links[0]).toContain('agency=7');
    expect(links[4]).toContain('/suits?appeal_block=after-review&appeal_column=total');
    expect(page.textContent).not.toContain('勾稽关系不符');
  });

  it('says which block does not add up', async () => {
    const blocks = kTable.blocks.map((one, at) => ({ ...one, adds_up: at !== 1 }));
    const { place: page } = await shown({ ...kTable, blocks });
    await rest();
    expect(page.textContent).toContain('未经复议直接起诉的总计不等于各项之和');
  });
});

it('says of the list which number it was opened from', () => {
  const days = { table_from: '2026-01-01', table_until: '2026-12-31' };
  expect(reviews.narrowed?.({ ...days, appeal_block: 'review', appeal_column: 'pending' })).toBe(
    '只列年报表四“行政复议·尚未审结”的案件（2026）。',
  );
  expect(reviews.narrowed?.({})).toBe('');
});
