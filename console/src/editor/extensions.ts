// The schema of the editor: what a content tree has, and nothing else.
import { Extension, Mark, Node, mergeAttributes } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Dropcursor, Gapcursor, Placeholder, TrailingNode, UndoRedo } from '@tiptap/extensions';
import { Selection } from '@tiptap/pm/state';
import { goToNextCell } from '@tiptap/pm/tables';

import { linkAllowed } from '../content/tree';
import type { Align } from '../content/tree';

const Doc = Node.create({ name: 'doc', topNode: true, content: 'block+' });
const Text = Node.create({ name: 'text', group: 'inline' });

const kAligns: Align[] = ['body', 'left', 'center', 'right'];

const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'inline*',
  priority: 1000,
  whitespace: 'pre',
  addAttributes: () => ({
    align: {
      default: 'body',
      parseHTML: (element: HTMLElement) => kAligns.find((align) => align === element.dataset.align) ?? 'body',
      renderHTML: (attributes: Record<string, unknown>) =>
        attributes.align === 'body' ? {} : { 'data-align': attributes.align },
    },
    note: {
      default: 0,
      parseHTML: (element: HTMLElement) => Number(element.dataset.note ?? 0),
      renderHTML: (attributes: Record<string, unknown>) => (attributes.note ? { 'data-note': attributes.note } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
});

const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  whitespace: 'pre',
  addAttributes: () => ({ level: { default: 1, rendered: false } }),
  parseHTML: () => [1, 2, 3, 4].map((level) => ({ tag: `h${level + 1}`, attrs: { level } })),
  renderHTML: ({ node }) => [`h${Number(node.attrs.level) + 1}`, 0],
  addKeyboardShortcuts() {
    return Object.fromEntries(
      [1, 2, 3, 4].map((level) => [`Mod-Alt-${level}`, () => this.editor.commands.setNode(this.name, { level })]),
    );
  },
});

/** The caption of the table below it; without one it is a line in the middle. */
const TableCaption = Node.create({
  name: 'tableCaption',
  group: 'block',
  content: 'inline*',
  defining: true,
  whitespace: 'pre',
  parseHTML: () => [{ tag: 'p.caption', priority: 2000 }],
  renderHTML: () => ['p', { class: 'caption' }, 0],
  // Enter leaves the caption, rather than making a second one.
  addKeyboardShortcuts() {
    return {
      Enter: () =>
        this.editor.commands.command(({ tr }) => {
          const { $from } = tr.selection;
          if ($from.parent.type.name !== this.name) return false;
          tr.setSelection(Selection.near(tr.doc.resolve($from.after())));
          return true;
        }),
    };
  },
});

const Rule = Node.create({
  name: 'rule',
  group: 'block',
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: () => ['hr'],
});

/** What stands in a cell: one line of text, so that a cell is runs and nothing else. */
const CellText = Node.create({
  name: 'cellText',
  content: 'inline*',
  whitespace: 'pre',
  defining: true,
  parseHTML: () => [{ tag: 'p', context: 'tableCell/|tableHeader/', priority: 2000 }],
  renderHTML: () => ['p', 0],
});

/** A picture with its caption; the bytes are a stored file of the document. */
export const Figure = Node.create<{ address: (digest: string) => string }>({
  name: 'figure',
  group: 'block',
  content: 'inline*',
  isolating: true,
  whitespace: 'pre',
  draggable: true,
  addOptions: () => ({ address: (digest: string) => `/file/${digest}` }),
  addAttributes: () => ({
    source: { default: '', parseHTML: (element: HTMLElement) => element.dataset.source ?? '', rendered: false },
    alt: {
      default: '',
      parseHTML: (element: HTMLElement) => element.querySelector('img')?.alt ?? '',
      rendered: false,
    },
  }),
  parseHTML: () => [{ tag: 'figure[data-source]', contentElement: 'figcaption' }],
  renderHTML({ node }) {
    const digest = String(node.attrs.source).replace(/^file:/, '');
    return [
      'figure',
      { 'data-source': node.attrs.source },
      ['img', { src: this.options.address(digest), alt: node.attrs.alt, draggable: 'false' }],
      ['figcaption', 0],
    ];
  },
});

const Link = Mark.create({
  name: 'link',
  inclusive: false,
  priority: 1000,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => (linkAllowed(element.getAttribute('href') ?? '') ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes, { rel: 'noopener noreferrer' }), 0],
});
const Strong = Mark.create({
  name: 'strong',
  parseHTML: () => [{ tag: 'strong' }, { tag: 'b' }],
  renderHTML: () => ['strong', 0],
  addKeyboardShortcuts() {
    return { 'Mod-b': () => this.editor.commands.toggleMark(this.name) };
  },
});
const Emphasis = Mark.create({
  name: 'emphasis',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }],
  renderHTML: () => ['em', 0],
  addKeyboardShortcuts() {
    return { 'Mod-i': () => this.editor.commands.toggleMark(this.name) };
  },
});

const Struck = Mark.create({
  name: 'struck',
  parseHTML: () => [{ tag: 's' }, { tag: 'strike' }],
  renderHTML: () => ['s', 0],
});
const Super = Mark.create({
  name: 'super',
  excludes: 'super sub',
  parseHTML: () => [{ tag: 'sup' }],
  renderHTML: () => ['sup', 0],
});
const Sub = Mark.create({
  name: 'sub',
  excludes: 'super sub',
  parseHTML: () => [{ tag: 'sub' }],
  renderHTML: () => ['sub', 0],
});

/** The mark of a note in the text, and its label in the note. */
const NoteMark = Mark.create({
  name: 'note',
  inclusive: false,
  addAttributes: () => ({
    note: {
      default: 0,
      parseHTML: (element: HTMLElement) => Number(element.dataset.note ?? 0),
      renderHTML: (attributes: Record<string, unknown>) => ({ 'data-note': attributes.note }),
    },
  }),
  parseHTML: () => [{ tag: 'sup[data-note]', priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ['sup', HTMLAttributes, 0],
});

const spans = { colspan: { default: 1 }, rowspan: { default: 1 } };
const cell = {
  content: 'cellText',
  addAttributes: () => ({ ...spans, colwidth: { default: null, rendered: false } }),
};

/** In a table Enter goes to the next cell, and a line break is a character. */
const CellKeys = Extension.create({
  name: 'cellKeys',
  priority: 2000,
  addKeyboardShortcuts() {
    const inCell = () => this.editor.state.selection.$from.parent.type.name === 'cellText';
    return {
      'Enter': () => inCell() && goToNextCell(1)(this.editor.state, this.editor.view.dispatch),
      'Shift-Enter': () => (inCell() ? this.editor.commands.insertContent({ type: 'text', text: '\n' }) : false),
    };
  },
});

export function extensionsOf(address: (digest: string) => string) {
  return [
    Doc,
    Text,
    Paragraph,
    Heading,
    Rule,
    Link,
    Strong,
    Emphasis,
    Struck,
    Super,
    Sub,
    NoteMark,
    TableCaption,
    CellText,
    CellKeys,
    Figure.configure({ address }),
    Table.extend({ renderHTML: () => ['table', ['tbody', 0]] }).configure({ resizable: false }),
    TableRow,
    TableCell.extend(cell),
    TableHeader.extend(cell),
    UndoRedo,
    Dropcursor,
    Gapcursor,
    // Whoever ends with a table or a picture can go on writing below it.
    TrailingNode.configure({ node: 'paragraph', notAfter: ['paragraph', 'heading'] }),
    Placeholder.configure({ placeholder: '在这里写正文，也可以从 Word、WPS 粘贴' }),
  ];
}
