// What the tool bar adds that is in two places at once, or beside the caret: notes and captions of tables.
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';

import { proseOf, treeOf } from '../content/prose';
import type { ProseNode } from '../content/prose';
import { notesOf } from '../content/tree';

/** The number that the next note of what is in the editor gets. */
export function nextNote(doc: ProseNode): number {
  return Math.max(0, ...notesOf(treeOf(doc))) + 1;
}

/** Puts a mark behind the selection and a note at the end of the text, with the caret in it. */
export function addNote(editor: Editor): void {
  const { state, view } = editor;
  if (!state.selection.$to.parent.inlineContent) return;
  const number = nextNote(editor.getJSON() as ProseNode);
  const mark = { text: `[${number}]`, note: number };
  const [inText] = proseOf({ blocks: [{ kind: 'paragraph', runs: [mark] }] }).content ?? [];
  const block = { kind: 'paragraph' as const, align: 'left' as const, note: number, runs: [mark, { text: ' ' }] };
  const [inNote] = proseOf({ blocks: [block] }).content ?? [];
  const tr = state.tr.insert(state.selection.to, state.schema.nodeFromJSON(inText).content);
  tr.insert(tr.doc.content.size, state.schema.nodeFromJSON(inNote));
  tr.setSelection(TextSelection.atEnd(tr.doc));
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

/** Gives the table around the caret a caption, with the caret in it, or takes it away. */
export function toggleCaption(editor: Editor): void {
  const { state, view } = editor;
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== 'table') continue;
    const at = $from.before(depth);
    const above = state.doc.resolve(at).nodeBefore;
    const tr = state.tr;
    if (above?.type.name === 'tableCaption') {
      tr.delete(at - above.nodeSize, at);
    } else {
      tr.insert(at, state.schema.nodes.tableCaption.create());
      tr.setSelection(TextSelection.create(tr.doc, at + 1));
    }
    view.dispatch(tr.scrollIntoView());
    view.focus();
    return;
  }
}
