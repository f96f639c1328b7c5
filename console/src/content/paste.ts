// What comes in by the clipboard, from Word, WPS or a web page, as a content tree.
//
// Only words, headings, bold, italics, links, alignment and tables are taken; fonts, colours, sizes,
// comments, list machinery and foreign pictures are not. Pure but for the browser's HTML parser.
import { linkAllowed, textOf, tidyRuns, tidyTree } from './tree';
import type { Align, Block, Cell, Run, Tree } from './tree';

export interface Pasted {
  tree: Tree;
  picturesLeftOut: number;
}

interface Marks {
  strong: boolean;
  emphasis: boolean;
  link: string;
  struck: boolean;
  script: 'plain' | 'super' | 'sub';
  note: string;
}
const kPlain: Marks = { strong: false, emphasis: false, link: '', struck: false, script: 'plain', note: '' };

/** What Word and WPS call a footnote or endnote, on its marks and around its words. */
const noteKeyOf = (element: Element): string =>
  /mso-(?:foot|end)note-id:\s*(\w+)/.exec(styleOf(element))?.[1] ?? '';
const isNote = (element: Element): boolean => /mso-element:\s*(?:foot|end)note(?![\w-])/.test(styleOf(element));

const kBlocks = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'LI',
  'UL',
  'OL',
  'DL',
  'DT',
  'DD',
  'TABLE',
  'BLOCKQUOTE',
  'PRE',
  'SECTION',
  'ARTICLE',
  'HEADER',
  'FOOTER',
  'MAIN',
  'FIGURE',
  'FIGCAPTION',
  'HR',
  'CENTER',
  'FORM',
]);
const kSkipped = new Set([
  'STYLE',
  'SCRIPT',
  'HEAD',
  'TITLE',
  'META',
  'LINK',
  'XML',
  'TEMPLATE',
  'NOSCRIPT',
  'OBJECT',
  'IFRAME',
  'SVG',
  'INPUT',
  'BUTTON',
  'SELECT',
  'TEXTAREA',
  'DEL',
]);
const kNumbering: [RegExp, number][] = [
  [/^[一二三四五六七八九十百]+、/, 1],
  [/^（[一二三四五六七八九十百]+）/, 2],
  [/^\([一二三四五六七八九十百]+\)/, 2],
  [/^\d{1,3}[.．、](?!\d)/, 3],
  [/^[（(]\d{1,3}[)）]/, 4],
];

const styleOf = (element: Element): string => (element.getAttribute('data-style') ?? '').toLowerCase();

function isHidden(element: Element): boolean {
  return (
    kSkipped.has(element.tagName.toUpperCase()) ||
    /display:\s*none|mso-hide:\s*all/.test(styleOf(element)) ||
    (element.tagName.includes(':') && element.tagName.toUpperCase() !== 'O:P' && !element.textContent?.trim())
  );
}

function marksWithin(element: Element, marks: Marks): Marks {
  const tag = element.tagName.toUpperCase();
  const style = styleOf(element);
  const made = { ...marks };
  if (tag === 'B' || tag === 'STRONG' || /font-weight:\s*(bold|[6-9]00)/.test(style)) made.strong = true;
  if (/font-weight:\s*(normal|[1-4]00)/.test(style)) made.strong = false;
  if (tag === 'I' || tag === 'EM' || /font-style:\s*(italic|oblique)/.test(style)) made.emphasis = true;
  if (tag === 'S' || tag === 'STRIKE' || /text-decoration[^;]*line-through/.test(style)) made.struck = true;
  if (tag === 'SUP' || /vertical-align:\s*super/.test(style)) made.script = 'super';
  if (tag === 'SUB' || /vertical-align:\s*sub(?!-|p)/.test(style)) made.script = 'sub';
  if (/font-style:\s*normal/.test(style)) made.emphasis = false;
  const href = tag === 'A' ? (element.getAttribute('href') ?? '').trim() : '';
  if (href && linkAllowed(href)) made.link = href;
  made.note = noteKeyOf(element) || marks.note;
  return made;
}

function alignOf(element: Element, inherited: Align): Align {
  const wanted =
    /text-align:\s*(center|right|left|justify|start|end)/.exec(styleOf(element))?.[1] ??
    element.getAttribute('align')?.toLowerCase();
  if (element.tagName === 'CENTER' || wanted === 'center') return 'center';
  if (wanted === 'right' || wanted === 'end') return 'right';
  return wanted ? 'body' : inherited;
}

/** 1 to 4 for a heading, by its number if it has one, else by its tag or Word's outline level; 0 for other blocks. */
function levelOf(element: Element, text: string): number {
  const tagged = /^H([1-6])$/.exec(element.tagName)?.[1];
  const outlined = /mso-outline-level:\s*([1-9])/.exec(styleOf(element))?.[1];
  const depth = Number(tagged ?? outlined ?? 0);
  if (depth === 0) return 0;
  const numbered = kNumbering.find(([pattern]) => pattern.test(text));
  return numbered ? numbered[1] : Math.min(depth, 4);
}

// A line of the HTML source may end between two Chinese characters; no blank is meant there.
const kSourceLineEnd =
  /([\u3001-\u303f\u3400-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u3001-\u303f\u3400-\u9fff\uff00-\uffef])/g;

/** White space as a browser shows it; the blanks that stand for an indent are left out. */
function foldRuns(runs: Run[]): Run[] {
  let open = false; // a blank was just written
  const folded = tidyRuns(runs).map((run) => {
    let text = run.text
      .replace(kSourceLineEnd, '$1')
      .replace(/[\u00a0\u2002\u2003\t\r\n ]+/g, ' ')
      .replace(/[\u200b\ufeff]/g, '');
    if (open && text.startsWith(' ')) text = text.slice(1);
    if (text !== '') open = text.endsWith(' ');
    return { ...run, text };
  });
  const first = folded.findIndex((run) => run.text.replace(/[\s\u3000]/g, '') !== '');
  const rest = first < 0 ? [] : folded.slice(first);
  if (rest.length > 0) rest[0] = { ...rest[0], text: rest[0].text.replace(/^[\s\u3000]+/, '') };
  const last = rest[rest.length - 1];
  if (last) rest[rest.length - 1] = { ...last, text: last.text.replace(/[\s\u3000]+$/, '') };
  return tidyRuns(rest);
}

class Reader {
  readonly blocks: Block[] = [];
  pictures = 0;
  private open: Run[] = [];
  private align: Align = 'body';
  private level = 0;
  private note = 0;

  constructor(private readonly notes: Map<string, number> = new Map()) {}

  /** The number of a note, in the order in which they are met. */
  private numberOf(key: string): number {
    if (!this.notes.has(key)) this.notes.set(key, this.notes.size + 1);
    return this.notes.get(key) ?? 0;
  }

  /** Ends the paragraph that is being read. */
  close(): void {
    const runs = foldRuns(this.open);
    this.open = [];
    if (textOf(runs) === '') return;
    this.blocks.push(
      this.level > 0
        ? { kind: 'heading', level: this.level, runs }
        : { kind: 'paragraph', align: this.align, note: this.note, runs },
    );
  }

  children(node: Node, marks: Marks, align: Align): void {
    for (const child of Array.from(node.childNodes)) this.node(child, marks, align);
  }

  private node(node: Node, marks: Marks, align: Align): void {
    if (node.nodeType === 3) this.open.push(this.runOf(node.textContent ?? '', marks));
    if (node.nodeType !== 1) return;
    const element = node as Element;
    const tag = element.tagName.toUpperCase();
    if (isHidden(element)) return;
    if (tag === 'IMG' || tag === 'V:IMAGEDATA') this.pictures += 1;
    else if (tag === 'BR') this.breakLine(align);
    else if (tag === 'TABLE') this.table(element);
    else if (tag === 'HR') this.rule();
    else if (kBlocks.has(tag)) this.block(element, marks, align);
    else this.children(element, marksWithin(element, marks), align);
  }

  // A mark of a note says itself that it is raised.
  private runOf(text: string, marks: Marks): Run {
    if (marks.note) return { ...runOf(text, { ...marks, script: 'plain', link: '' }), note: this.numberOf(marks.note) };
    return runOf(text, marks);
  }

  private breakLine(align: Align): void {
    this.close();
    this.align = align;
  }

  private rule(): void {
    this.close();
    this.blocks.push({ kind: 'rule' });
  }

  private block(element: Element, marks: Marks, inherited: Align): void {
    this.close();
    const align = alignOf(element, inherited);
    const level = levelOf(element, (element.textContent ?? '').trim());
    this.align = align;
    this.level = level;
    const outer = this.note;
    if (isNote(element) && element.id) this.note = this.numberOf(element.id);
    if (element.tagName === 'LI') this.open.push({ text: markerOf(element) });
    // A heading is bold by itself; its words need no mark.
    this.children(element, level > 0 ? kPlain : marksWithin(element, marks), align);
    if (level > 0) this.open = this.open.map(({ text, link, note }) => ({ text, link, note }));
    this.close();
    this.level = 0;
    this.note = outer;
    this.align = inherited;
  }

  private table(element: Element): void {
    this.close();
    const rows = Array.from(element.querySelectorAll('tr')).filter((row) => row.closest('table') === element);
    const read = rows
      .map((row) =>
        Array.from(row.children)
          .filter((cell) => /^T[DH]$/.test(cell.tagName))
          .map((cell) => this.cell(cell)),
      )
      .filter((row) => row.length > 0);
    const caption = Array.from(element.children).find((child) => child.tagName === 'CAPTION');
    if (read.length > 0) this.blocks.push({ kind: 'table', rows: read, runs: caption ? this.cell(caption).runs : [] });
  }

  private cell(element: Element): Cell {
    const inner = new Reader(this.notes);
    inner.children(element, kPlain, 'body');
    inner.close();
    this.pictures += inner.pictures;
    const span = (name: string) => Math.min(Math.max(parseInt(element.getAttribute(name) ?? '1', 10) || 1, 1), 1000);
    return {
      runs: flatten(inner.blocks),
      column_span: span('colspan'),
      row_span: span('rowspan'),
      header: element.tagName === 'TH',
    };
  }
}

function runOf(text: string, marks: Marks): Run {
  const run: Run = { text };
  if (marks.strong) run.strong = true;
  if (marks.emphasis) run.emphasis = true;
  if (marks.struck) run.struck = true;
  if (marks.script !== 'plain') run.script = marks.script;
  if (marks.link) run.link = marks.link;
  return run;
}

/** What stands before a list item: its number, or a dot. */
function markerOf(item: Element): string {
  const list = item.parentElement;
  if (list?.tagName !== 'OL') return '· ';
  const first = parseInt(list.getAttribute('start') ?? '1', 10) || 1;
  return `${
    first +
    Array.from(list.children)
      .filter((one) => one.tagName === 'LI')
      .indexOf(item)
  }. `;
}

/** Several blocks as the runs of one cell, a line break between them. */
export function flatten(blocks: Block[]): Run[] {
  const runs: Run[] = [];
  for (const block of blocks) {
    const inner =
      block.kind === 'table'
        ? [...(block.runs?.length ? [{ runs: block.runs }] : []), ...(block.rows ?? []).flat()].flatMap((cell) => [
            ...cell.runs,
            { text: ' ' },
          ])
        : (block.runs ?? []);
    if (runs.length > 0 && inner.length > 0) runs.push({ text: '\n' });
    runs.push(...inner);
  }
  return tidyRuns(runs);
}

/** Reads what Word, WPS or a browser put on the clipboard as HTML. */
export function readPasted(html: string): Pasted {
  // Word puts what older programs cannot show between conditional comments; list numbers stand in such.
  const open = html.replace(/<!\[(?:if|endif)[^>]*>/gi, '').replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '');
  // Styles are read as text under another name: the security policy has the browser remark on each of them.
  const bare = open.replace(/<style\b[^]*?(<\/style\s*>|$)/gi, '');
  const renamed = bare.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, ' data-style='));
  const whole = new DOMParser().parseFromString(renamed, 'text/html');
  const reader = new Reader();
  reader.children(whole.body, kPlain, 'body');
  reader.close();
  return { tree: tidyTree({ blocks: reader.blocks }), picturesLeftOut: reader.pictures };
}

/** Plain text: a line is a paragraph; the blanks that indent it are left out. */
export function readPlain(text: string): Tree {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/g, ''));
  return tidyTree({
    blocks: lines.filter((line) => line !== '').map((line): Block => ({ kind: 'paragraph', runs: [{ text: line }] })),
  });
}
