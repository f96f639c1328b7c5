// The content tree as the server keeps and sends it (base/content.h): a list of blocks that hold runs
// of text. The same rules as there; pure.

export interface Run {
  text: string;
  strong?: boolean;
  emphasis?: boolean;
  link?: string;
  struck?: boolean;
  script?: 'plain' | 'super' | 'sub';
  /** The mark of the note of that number; in the note itself its label. */
  note?: number;
}
export interface Cell {
  runs: Run[];
  column_span?: number;
  row_span?: number;
  header?: boolean;
}
export type Align = 'body' | 'left' | 'center' | 'right';
export type BlockKind = 'heading' | 'paragraph' | 'table' | 'image' | 'rule';
export interface Block {
  kind: BlockKind;
  level?: number;
  align?: Align;
  /** Paragraphs: the number of the note that it belongs to. */
  note?: number;
  /** Of headings and paragraphs; the caption of a picture or a table. */
  runs?: Run[];
  rows?: Cell[][];
  source?: string;
  alt?: string;
}
export interface Tree {
  blocks: Block[];
}

/** Whether a run may lead there: the same answer as content::link_allowed. */
export function linkAllowed(address: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (new TextEncoder().encode(address).length > 2000 || /[\u0000-\u0020\u007f]/.test(address)) return false;
  if (/^https:\/\//i.test(address)) return address.length > 8;
  if (/^http:\/\//i.test(address)) return address.length > 7;
  if (/^mailto:/i.test(address)) return address.includes('@');
  return /^\/(?![/\\])/.test(address);
}

export function sourceAllowed(source: string): boolean {
  return /^file:[0-9a-f]{64}$/.test(source);
}

export const textOf = (runs: Run[] = []): string => runs.map((run) => run.text).join('');

const sameMarks = (a: Run, b: Run) =>
  !!a.strong === !!b.strong &&
  !!a.emphasis === !!b.emphasis &&
  (a.link ?? '') === (b.link ?? '') &&
  !!a.struck === !!b.struck &&
  (a.script ?? 'plain') === (b.script ?? 'plain') &&
  (a.note ?? 0) === (b.note ?? 0);

/** Runs with the fewest pieces: empty ones dropped, neighbours with the same marks joined, defaults left out. */
export function tidyRuns(runs: Run[]): Run[] {
  const tidy: Run[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = tidy[tidy.length - 1];
    if (last && sameMarks(last, run)) {
      last.text += run.text;
      continue;
    }
    const made: Run = { text: run.text };
    if (run.strong) made.strong = true;
    if (run.emphasis) made.emphasis = true;
    if (run.link) made.link = run.link;
    if (run.struck) made.struck = true;
    if (run.script && run.script !== 'plain') made.script = run.script;
    if (run.note) made.note = run.note;
    tidy.push(made);
  }
  return tidy;
}

function tidyCell(cell: Cell): Cell {
  const made: Cell = { runs: tidyRuns(cell.runs) };
  if ((cell.column_span ?? 1) !== 1) made.column_span = cell.column_span;
  if ((cell.row_span ?? 1) !== 1) made.row_span = cell.row_span;
  if (cell.header) made.header = true;
  return made;
}

function tidyBlock(block: Block): Block {
  const made: Block = { kind: block.kind };
  if (block.level) made.level = block.level;
  if (block.align && block.align !== 'body') made.align = block.align;
  if (block.note) made.note = block.note;
  const runs = tidyRuns(block.runs ?? []);
  if (runs.length > 0) made.runs = runs;
  if (block.rows?.length) made.rows = block.rows.map((row) => row.map(tidyCell));
  if (block.source) made.source = block.source;
  if (block.alt) made.alt = block.alt;
  return made;
}

const isBlank = (block: Block | undefined) =>
  block?.kind === 'paragraph' && textOf(block.runs) === '' && (block.align ?? 'body') === 'body' && !block.note;

/** The tree in the one form that the editor makes: tidy runs, no empty table, no empty last line. */
export function tidyTree(tree: Tree): Tree {
  const blocks = tree.blocks.filter((block) => block.kind !== 'table' || block.rows?.length).map(tidyBlock);
  while (isBlank(blocks[blocks.length - 1])) blocks.pop();
  return { blocks };
}

export const sameTree = (a: Tree, b: Tree): boolean => JSON.stringify(tidyTree(a)) === JSON.stringify(tidyTree(b));

/** The numbers of the notes that a tree has words or marks of. */
export function notesOf(tree: Tree): number[] {
  const marks = (runs: Run[] = []) => runs.map((run) => run.note ?? 0);
  const all = tree.blocks.flatMap((block) => [
    block.note ?? 0,
    ...marks(block.runs),
    ...(block.rows ?? []).flatMap((row) => row.flatMap((cell) => marks(cell.runs))),
  ]);
  return [...new Set(all)].filter((number) => number > 0);
}

/** The tree with the numbers of its notes raised, to go into another one that has notes up to `last`. */
export function withNotesFrom(tree: Tree, last: number): Tree {
  const raised = <T extends { note?: number }>(one: T): T => (one.note ? { ...one, note: one.note + last } : one);
  return {
    blocks: tree.blocks.map((block) => ({
      ...raised(block),
      ...(block.runs && { runs: block.runs.map(raised) }),
      ...(block.rows && {
        rows: block.rows.map((row) => row.map((cell) => ({ ...cell, runs: cell.runs.map(raised) }))),
      }),
    })),
  };
}

/** The words alone, one line a block, caption or table row. */
export function plainText(tree: Tree): string {
  return tree.blocks
    .flatMap((block) => {
      if (block.kind === 'table') {
        const rows = (block.rows ?? []).map((row) => row.map((cell) => textOf(cell.runs)).join('\t'));
        return block.runs ? [textOf(block.runs), ...rows] : rows;
      }
      return block.kind === 'rule' ? [] : [textOf(block.runs)];
    })
    .join('\n');
}
