// Two versions of one draft that come from one, what they agree in and what to choose between. Pure.
import type { Metadata, Work } from '../api/types';
import { sameTree } from '../content/tree';
import type { Tree } from '../content/tree';
import { mergeTrees } from './merge';
import type { Words } from './store';

export type Side = 'mine' | 'theirs' | 'both';
type Field = keyof Metadata | 'body';
export interface FieldChoice {
  field: Field;
  mine: string;
  theirs: string;
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join('；') : value === null || value === undefined ? '' : String(value);
}

/** The fields in which the two differ; the body last. */
export function choices(mine: Words, theirs: Words): FieldChoice[] {
  const names = new Set([...Object.keys(mine.metadata), ...Object.keys(theirs.metadata)]) as Set<keyof Metadata>;
  const list: FieldChoice[] = [];
  for (const field of names) {
    const [a, b] = [shown(mine.metadata[field]), shown(theirs.metadata[field])];
    if (a !== b) list.push({ field, mine: a, theirs: b });
  }
  if (!sameTree(mine.body, theirs.body)) list.push({ field: 'body', mine: '', theirs: '' });
  return list;
}

/** Two versions brought together: they differ in what both sides changed, each in its own way, and nowhere else. */
export interface Brought {
  mine: Words;
  theirs: Words;
  taken: string[]; // fields that only the other side had changed, or the body when it could be merged
  both: Tree | null; // the body with the changes of both sides, where they met in one place
}

const sameField = (field: Field, a: Words, b: Words) => !choices(a, b).some((choice) => choice.field === field);

/** Takes from each side what only that side changed since `base`. */
export function bringTogether(base: Words, mine: Words, theirs: Words): Brought {
  const changedHere = new Set(choices(base, mine).map((choice) => choice.field));
  const changedThere = new Set(choices(base, theirs).map((choice) => choice.field));
  const here: Record<string, unknown> = { ...theirs.metadata };
  const there: Record<string, unknown> = { ...theirs.metadata };
  for (const field of changedHere) {
    if (field === 'body') continue;
    here[field] = mine.metadata[field];
    if (!changedThere.has(field)) there[field] = mine.metadata[field];
  }
  const merged = mergeTrees(base.body, mine.body, theirs.body);
  const bodies = merged.clean ? [merged.tree, merged.tree] : [mine.body, theirs.body];
  const gave = (field: string) => !changedHere.has(field as Field) || (field === 'body' && merged.clean);
  return {
    mine: { metadata: here as Words['metadata'], body: changedThere.has('body') ? bodies[0] : mine.body },
    theirs: { metadata: there as Words['metadata'], body: changedThere.has('body') ? bodies[1] : mine.body },
    taken: [...changedThere].filter((field) => gave(field) && !sameField(field, mine, theirs)),
    both: merged.clean ? null : merged.tree,
  };
}

/** The words that follow from the choices; what was not asked for is the same on both sides. */
export function chosen(mine: Words, theirs: Words, sides: Partial<Record<Field, Side>>, both?: Tree | null): Words {
  const metadata: Record<string, unknown> = { ...theirs.metadata };
  for (const [field, side] of Object.entries(sides))
    if (field !== 'body' && side === 'mine') metadata[field] = mine.metadata[field as keyof Metadata];
  const bodies = { mine: mine.body, theirs: theirs.body, both: both ?? mine.body };
  return { metadata: metadata as Words['metadata'], body: bodies[sides.body ?? 'theirs'] };
}

export const wordsOf = (work: Work): Words => ({ metadata: work.edition.metadata, body: work.edition.body });
