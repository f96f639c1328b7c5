// Two versions of one draft, and what to choose between. Pure.
import type { Metadata, Work } from '../api/types';
import { sameTree } from '../content/tree';
import type { Words } from './store';

export type Side = 'mine' | 'theirs';
export interface FieldChoice {
  field: keyof Metadata | 'body';
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

/** The words that follow from the choices; what was not asked for is the same on both sides. */
export function chosen(mine: Words, theirs: Words, sides: Partial<Record<keyof Metadata | 'body', Side>>): Words {
  const metadata: Record<string, unknown> = { ...theirs.metadata };
  for (const [field, side] of Object.entries(sides))
    if (field !== 'body' && side === 'mine') metadata[field] = mine.metadata[field as keyof Metadata];
  return { metadata: metadata as Words['metadata'], body: sides.body === 'mine' ? mine.body : theirs.body };
}

export const wordsOf = (work: Work): Words => ({ metadata: work.edition.metadata, body: work.edition.body });
