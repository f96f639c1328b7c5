// Columns as a tree: under their parents, under their site when there are several.
import { describe, expect, it } from 'vitest';

import { linesOfColumns, treeOfColumns, treeOfPlaces } from '../src/parts/columns';

const some = [
  { id: 1, name: '机构概况', parent: null },
  { id: 2, name: '机构职能', parent: 1 },
  { id: 3, name: '通知公告', parent: null },
];

describe('columns', () => {
  it('stand below their parents', () => {
    const leaf = (id: number, label: string) => ({ id, label, children: [] });
    expect(treeOfColumns(some)).toEqual([
      { id: 1, label: '机构概况', children: [leaf(2, '机构职能')] },
      leaf(3, '通知公告'),
    ]);
    expect(linesOfColumns(some).map((line) => [line.id, line.depth])).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
    ]);
  });
  it('do not disappear with their parent, nor when they are their own', () => {
    expect(
      treeOfColumns([
        { id: 5, name: '子', parent: 4 },
        { id: 6, name: '己', parent: 6 },
      ]).map((node) => node.id),
    ).toEqual([5, 6]);
  });
  it('of several sites stand below a line for each, which is no column', () => {
    const place = (id: number) => ({
      id,
      name: `站点${id}`,
      columns: some.map((one) => ({ ...one, id: one.id * id })),
    });
    expect(treeOfPlaces([place(7)]).map((node) => node.id)).toEqual([7, 14, 21]);
    expect(treeOfPlaces([place(7), place(9)]).map((node) => [node.id, node.label])).toEqual([
      [-7, '站点7'],
      [-9, '站点9'],
    ]);
    expect(treeOfPlaces([])).toEqual([]);
  });
});
