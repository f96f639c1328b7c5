// Two trees that come from one, merged block by block. Pure.
//
// Where only one side changed something, its blocks stand; where both changed the same place, both stand there,
// the own ones first, and the merge is not clean: a person has to look at it.
import { tidyTree } from '../content/tree';
import type { Block, Tree } from '../content/tree';

export interface Merged {
  tree: Tree;
  clean: boolean;
}

/** Pairs of places at which both lists have the same, in order, as many as there can be. */
function commonPlaces(a: string[], b: string[]): [number, number][] {
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; --i)
    for (let j = b.length - 1; j >= 0; --j)
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) ++i;
    else ++j;
  }
  return pairs;
}

export function mergeTrees(base: Tree, mine: Tree, theirs: Tree): Merged {
  const blocks = [base, mine, theirs].map((tree) => tidyTree(tree).blocks);
  const keys = blocks.map((list) => list.map((block) => JSON.stringify(block)));
  const inMine = new Map(commonPlaces(keys[0], keys[1]));
  const inTheirs = new Map(commonPlaces(keys[0], keys[2]));
  const made: Block[] = [];
  let clean = true;
  let at = [0, 0, 0];

  const takeUpTo = (end: number[]): void => {
    const part = (side: number) => blocks[side].slice(at[side], end[side]);
    const key = (side: number) => keys[side].slice(at[side], end[side]).join();
    if (key(1) === key(0)) made.push(...part(2));
    else if (key(2) === key(0) || key(1) === key(2)) made.push(...part(1));
    else {
      clean = false;
      made.push(...part(1), ...part(2).filter((block) => !keys[1].includes(JSON.stringify(block))));
    }
  };
  for (let i = 0; i < keys[0].length; ++i) {
    const [m, t] = [inMine.get(i), inTheirs.get(i)];
    if (m === undefined || t === undefined) continue;
    takeUpTo([i, m, t]);
    made.push(blocks[0][i]);
    at = [i + 1, m + 1, t + 1];
  }
  takeUpTo(keys.map((list) => list.length));
  return { tree: { blocks: made }, clean };
}
