import { describe, expect, it } from 'vitest';

import type { RecordImportCheck, RecordImportColumn } from '../src/api/types';
import { heldBy, mistakesOf, saidOf, summaryOf, takenOf, undoneOf } from '../src/records/importing';

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
  it('tells each mistake at its place, what has to be mended first', () => {
    const lines = mistakesOf(check);
    expect(lines.map((line) => line.place)).toEqual(['第 7 行（B7） 某〔2025〕1号', 'C1']);
    expect(lines.map((line) => line.refuses)).toEqual([true, false]);
  });
  it('tells what several rows have alike once', () => {
    const row = (at: number, message: string) => ({
      row: at, key: `${at}号`, action: 'refused' as const, action_name: '不予接受',
      problems: [{ ...problem(`B${at}`), message }],
    });
    const lines = mistakesOf({ ...check, problems: [], lines: [row(2, '甲'), row(3, '乙'), row(5, '甲')] });
    expect(lines.map((line) => [line.place, line.message])).toEqual([['第 2、5 行', '甲'], ['第 3 行（B3） 3号', '乙']]);
    const many = mistakesOf({ ...check, problems: [], lines: Array.from({ length: 300 }, (_, i) => row(i + 2, '甲')) });
    expect(many.map((line) => line.place)).toEqual(['第 2、3、4、5、6、7、8、9 行等 300 行']);
    const nine = Array.from({ length: 9 }, (_, i) => row(i, '甲'));
    const cut = mistakesOf({ ...check, more: true, problems: [], lines: nine });
    expect(cut[0].place).toBe('第 0、1、2、3、4、5、6、7 行等 9 行以上');
    expect(new Set([...lines, ...many].map((line) => line.id)).size).toBe(2);
  });
  it('is summed up without what there is none of', () => {
    expect(summaryOf(check)).toBe('共 3 行：新登记 1 条，没有改动 1 条，不能接受 1 行。');
    expect(summaryOf({ ...check, rows: 0, entered: 0, same: 0, refused: 0 })).toBe('共 0 行。');
    const undone = { id: 1, reversed: 2, kept: 1, refused: 0, person_name: '', reason: '', at: '' };
    expect(undoneOf(undone)).toBe('撤销 2 条，保留 1 条');
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
