import { describe, expect, it } from 'vitest';

import type { RecordImportCheck, RecordImportColumn } from '../src/api/types';
import { heldBy, mistakesOf, saidOf, summaryOf, takenOf } from '../src/records/importing';

const problem = (cell: string, refuses = true) => ({
  field: 'fine', title: '罚款金额', cell, key: 'record.money', message: '金额不正确。', refuses,
});
const check: RecordImportCheck = {
  acceptable: false, workbook: true, rows: 3, entered: 1, corrected: 0, same: 1, refused: 1, columns: [],
  problems: [problem('C1', false)],
  lines: [
    { row: 7, key: '某〔2025〕1号', action: 'refused', action_name: '不予接受', problems: [problem('B7'), problem('')] },
  ],
  more: false,
};
const column = (letters: string, field = '', passed_over = false): RecordImportColumn => ({
  letters, heading: '标题', field, title: field, passed_over,
});

describe('a checked file', () => {
  it('tells each mistake at its place, those of the file first', () => {
    const lines = mistakesOf(check);
    expect(lines.map((line) => line.place)).toEqual(['C1', '第 7 行（B7） 某〔2025〕1号', '第 7 行 某〔2025〕1号']);
    expect(new Set(lines.map((line) => line.id)).size).toBe(3);
  });
  it('is summed up without what there is none of', () => {
    expect(summaryOf(check)).toBe('共 3 行：新登记 1 条，没有改动 1 条，不能接受 1 行。');
    expect(summaryOf({ ...check, rows: 0, entered: 0, same: 0, refused: 0 })).toBe('共 0 行。');
    expect(takenOf({ entered: 2, corrected: 1 })).toBe('新登记 2 条，更正 1 条');
  });
});

describe('a column', () => {
  it('holds what somebody says, else what the heading says', () => {
    expect(heldBy(column('A', 'fine'), {})).toBe('fine');
    expect(heldBy(column('A', 'fine'), { A: '' })).toBe('');
    expect(heldBy(column('C', '', true), {})).toBe('');
    expect(heldBy(column('B'), {})).toBeNull();
  });
  it('is said anew only where it is said otherwise', () => {
    const columns = [column('A', 'fine'), column('B'), column('C', '', true)];
    expect(saidOf(columns, { A: 'fine', B: 'party', C: '' })).toEqual({ B: 'party' });
    expect(saidOf(columns, {})).toEqual({});
  });
});
