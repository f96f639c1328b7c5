// The content tree as the document of the editor (ProseMirror JSON), and back.
//
// treeOf(proseOf(tree)) is tidyTree(tree) for every tree that the server can send. Pure: no editor is
// needed to convert.
import { fields } from '../api/fields';
import { linkAllowed, sourceAllowed, tidyRuns, tidyTree } from './tree';
import type { Align, Block, Cell, Run, Tree } from './tree';

export interface ProseMark {
  type: string;
  attrs?: Record<string, unknown>;
}
export interface ProseNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: ProseNode[];
  text?: string;
  marks?: ProseMark[];
}

// The order is that of the schema, which ProseMirror keeps its marks in.
function marksOf(run: Run): ProseMark[] {
  const marks: ProseMark[] = [];
  if (run.link) marks.push({ type: 'link', attrs: { href: run.link } });
  if (run.strong) marks.push({ type: 'strong' });
  if (run.emphasis) marks.push({ type: 'emphasis' });
  if (run.struck) marks.push({ type: 'struck' });
  if (run.script && run.script !== 'plain') marks.push({ type: run.script });
  if (run.note) marks.push({ type: 'note', attrs: { note: run.note } });
  return marks;
}

function textNodes(runs: Run[] = []): ProseNode[] {
  return tidyRuns(runs).map((run) => {
    const marks = marksOf(run);
    return marks.length > 0 ? { type: 'text', text: run.text, marks } : { type: 'text', text: run.text };
  });
}

function withContent(node: ProseNode, content: ProseNode[]): ProseNode {
  return content.length > 0 ? { ...node, content } : node;
}

function cellNode(cell: Cell): ProseNode {
  return {
    type: cell.header ? 'tableHeader' : 'tableCell',
    attrs: { colspan: cell.column_span ?? 1, rowspan: cell.row_span ?? 1 },
    content: [withContent({ type: 'cellText' }, textNodes(cell.runs))],
  };
}

// The caption of a table is a line of its own in the editor, right above it.
function tableNodes(block: Block): ProseNode[] {
  const table = {
    type: 'table',
    content: (block.rows ?? []).map((row) => withContent({ type: 'tableRow' }, row.map(cellNode))),
  };
  return block.runs?.length ? [withContent({ type: 'tableCaption' }, textNodes(block.runs)), table] : [table];
}

function blockNodes(block: Block): ProseNode[] {
  switch (block.kind) {
    case 'heading':
      return [withContent({ type: 'heading', attrs: { level: block.level ?? 1 } }, textNodes(block.runs))];
    case 'table':
      return tableNodes(block);
    case 'image':
      return [
        withContent(
          { type: 'figure', attrs: { source: block.source ?? '', alt: block.alt ?? '' } },
          textNodes(block.runs),
        ),
      ];
    case 'rule':
      return [{ type: 'rule' }];
    default: {
      const attrs = { align: block.align ?? 'body', note: block.note ?? 0 };
      return [withContent({ type: 'paragraph', attrs }, textNodes(block.runs))];
    }
  }
}

/** The editor's document for a tree; an empty tree is one empty paragraph. */
export function proseOf(tree: Tree): ProseNode {
  const blocks = tidyTree(tree).blocks;
  return {
    type: 'doc',
    content:
      blocks.length > 0
        ? blocks.flatMap(blockNodes)
        : [{ type: 'paragraph', attrs: { align: 'body', note: 0 } }],
  };
}

/** The number of a note, within what the server takes; 0 for none. */
const numberOf = (value: unknown) => Math.min(Math.max(Math.trunc(Number(value) || 0), 0), fields.ContentRun.note.most);

function runOf(node: ProseNode): Run {
  const run: Run = { text: node.text ?? '' };
  for (const mark of node.marks ?? []) {
    const href = mark.attrs?.href;
    if (mark.type === 'strong') run.strong = true;
    if (mark.type === 'emphasis') run.emphasis = true;
    if (mark.type === 'struck') run.struck = true;
    if (mark.type === 'super' || mark.type === 'sub') run.script = mark.type;
    if (mark.type === 'note') run.note = numberOf(mark.attrs?.note);
    if (mark.type === 'link' && typeof href === 'string' && linkAllowed(href)) run.link = href;
  }
  return run;
}

const runsOf = (node: ProseNode | undefined): Run[] =>
  (node?.content ?? []).filter((child) => child.type === 'text').map(runOf);

function cellOf(node: ProseNode): Cell {
  const span = (name: string) => Math.min(Math.max(Number(node.attrs?.[name] ?? 1) || 1, 1), 1000);
  return {
    runs: (node.content ?? []).flatMap(runsOf),
    column_span: span('colspan'),
    row_span: span('rowspan'),
    header: node.type === 'tableHeader',
  };
}

function blockOf(node: ProseNode, caption?: ProseNode): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: Number(node.attrs?.level ?? 1), runs: runsOf(node) }];
    case 'paragraph': {
      const align = (node.attrs?.align ?? 'body') as Align;
      return [{ kind: 'paragraph', align, note: numberOf(node.attrs?.note), runs: runsOf(node) }];
    }
    case 'table': {
      const rows = (node.content ?? []).map((row) => (row.content ?? []).map(cellOf));
      return [{ kind: 'table', rows, runs: caption ? runsOf(caption) : [] }];
    }
    case 'figure': {
      const source = String(node.attrs?.source ?? '');
      if (!sourceAllowed(source)) return [];
      return [{ kind: 'image', source, alt: String(node.attrs?.alt ?? ''), runs: runsOf(node) }];
    }
    case 'rule':
      return [{ kind: 'rule' }];
    default:
      return [];
  }
}

/** The tree that the editor's document stands for. A caption whose table is gone is a line in the middle. */
export function treeOf(doc: ProseNode): Tree {
  const nodes = doc.content ?? [];
  return tidyTree({
    blocks: nodes.flatMap((node, i): Block[] => {
      if (node.type !== 'tableCaption') {
        const above = nodes[i - 1];
        return blockOf(node, above?.type === 'tableCaption' ? above : undefined);
      }
      return nodes[i + 1]?.type === 'table' ? [] : [{ kind: 'paragraph', align: 'center', runs: runsOf(node) }];
    }),
  });
}
