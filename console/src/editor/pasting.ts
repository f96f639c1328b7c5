// Lays what was pasted, once it is a content tree, into the editor at the selection.
import { Slice } from '@tiptap/pm/model';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { Fragment } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';

import { nextNote } from './adding';
import { flatten, readPasted, readPlain } from '../content/paste';
import { proseOf } from '../content/prose';
import type { ProseNode as ProseJson } from '../content/prose';
import { withNotesFrom } from '../content/tree';
import type { Tree } from '../content/tree';

const inCell = (view: EditorView) => view.state.selection.$from.parent.type.name === 'cellText';

function insert(view: EditorView, pasted: Tree): void {
  const tree = withNotesFrom(pasted, nextNote(view.state.doc.toJSON() as ProseJson) - 1);
  const one = { blocks: [{ kind: 'paragraph' as const, runs: flatten(tree.blocks) }] };
  const doc: ProseNode = view.state.schema.nodeFromJSON(proseOf(inCell(view) ? one : tree));
  const single = doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph';
  const content = inCell(view) && doc.firstChild ? doc.firstChild.content : doc.content;
  const slice = inCell(view)
    ? new Slice(Fragment.from(content), 0, 0)
    : new Slice(content, single ? 1 : 0, single ? 1 : 0);
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
}

/** Handles a paste from another program; false for what the editor itself put on the clipboard. */
export function handlePaste(
  view: EditorView,
  event: ClipboardEvent,
  tell: (picturesLeftOut: number) => void,
): boolean {
  const html = event.clipboardData?.getData('text/html') ?? '';
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (/data-pm-slice/.test(html) || (!html && !text)) return false;
  const pasted = html ? readPasted(html) : { tree: readPlain(text), picturesLeftOut: 0 };
  if (pasted.tree.blocks.length > 0) insert(view, pasted.tree);
  if (pasted.picturesLeftOut > 0) tell(pasted.picturesLeftOut);
  return true;
}
