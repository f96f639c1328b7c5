// Fields as data: what a form asks for, in groups, each with its label and help. `FieldForm.vue` draws them; a page
// says what there is, not how it looks.
import type { ColumnLine } from './columns';
import { fields } from '../api/fields';
import type { FieldProblem, Term } from '../api/types';

/** What is entered: texts are strings, a number or a date is null while nothing is entered, `many`, `checks` and
    `lines` (a text each) are lists, `rows` is a list of values of `fields`, `files` is what the server has said of one
    that was handed in, or a list of it, `flag` is true or false, `place` is the id of an agency or a column. */
export type FieldKind =
  | 'text'
  | 'long'
  | 'secret'
  | 'number'
  | 'date'
  | 'choice'
  | 'many'
  | 'checks'
  | 'lines'
  | 'rows'
  | 'files'
  | 'flag'
  | 'place';

/** Hands a file in and tells how far it is, from 0 to 1. */
export type Hand = (file: File, progress: (share: number) => void) => Promise<string>;

export interface Choice {
  value: string | number;
  label: string;
}
export interface Field {
  /** The member that it fills; of a member inside another one both names: "facts.icp". */
  name: string;
  label: string;
  kind?: FieldKind; // text when left out
  most?: number; // characters of a text
  owed?: boolean;
  half?: boolean; // two of them share a line where there is room
  help?: string;
  hint?: string; // shown while nothing is entered
  disabled?: boolean;
  choices?: readonly Choice[];
  /** The vocabulary to choose from; kept by the Chinese word, or by the code where `coded`. */
  terms?: string;
  coded?: boolean;
  lines?: ColumnLine[];
  autocomplete?: string;
  fields?: Field[]; // of each of its rows
  fieldsOf?: (row: Values) => Field[]; // in place of them, where it depends on the row
  /** Hands a file in; what the server says of it, for `files`. */
  hand?: Hand;
  several?: boolean; // files of one field
  suggested?: readonly string[]; // texts to choose from, where others are taken as well
  kept?: boolean; // has a value that is not shown; it stays unless somebody asks to write another one
}
/** A member of the form's shape, and what the page says of it besides or in place of the API's description. */
export type AskedField = string | (Partial<Field> & Pick<Field, 'name'>);
export interface FieldGroup {
  title?: string;
  note?: string;
  fields: AskedField[];
}

/** What is sent or answered, by its name in the description of the API. */
export type Shape = keyof typeof fields;

/** What the API's description says of a member. */
export function described(shape: Shape | undefined, name: string): Partial<Field> {
  if (!shape) return {};
  const [first, ...rest] = name.split('.');
  const said = (fields[shape] as Record<string, Partial<Field> & { shape?: Shape }>)[first] ?? {};
  return rest.length > 0 ? described(said.shape, rest.join('.')) : said;
}
export function completed(asked: AskedField, shape?: Shape): Field {
  const own = typeof asked === 'string' ? { name: asked } : asked;
  return { label: '', ...described(shape, own.name), ...own };
}

/** With it a browser takes no year of five digits; the server takes none either. */
export const kLastDay = '9999-12-31';

const kNear = 0.8;
/** What an input must know of the longest text that the server takes; it shows what is left once that is near. */
export const room = (most: number | undefined, text: string | null | undefined) =>
  most ? { maxlength: most, showWordLimit: (text ?? '').length > most * kNear } : {};
export const atMost = (shape: Shape, field: string, text: string | null | undefined) =>
  room(described(shape, field).most, text);

/** Terms without a word for people, such as that of "no validity", are no choices. */
export const choicesOf = (terms: Term[] | undefined, coded = true): Choice[] =>
  (terms ?? [])
    .filter((term) => term.chinese !== '')
    .map((term) => ({ value: coded ? term.name : term.chinese, label: term.chinese }));

export type Values = Record<string, unknown>;

export function valueAt(values: Values, name: string): unknown {
  return name.split('.').reduce<unknown>((inner, part) => (inner as Values | null | undefined)?.[part], values);
}

/** A file as the server names it: "sha256:9f86… 48213 采购合同.pdf". */
export function namedFile(value: string): { digest: string; size: number; name: string } | null {
  const parts = /^sha256:([0-9a-f]{64}) (\d+) (.+)$/.exec(value);
  return parts && { digest: parts[1], size: Number(parts[2]), name: parts[3] };
}

/** The same values with another one at `name`; nothing that was given is changed. */
export function withValue(values: Values, name: string, value: unknown): Values {
  const [first, ...rest] = name.split('.');
  if (rest.length === 0) return { ...values, [first]: value };
  return { ...values, [first]: withValue((values[first] ?? {}) as Values, rest.join('.'), value) };
}

/** The same values without the blanks around each text. */
export function trimmed<T>(value: T): T {
  if (typeof value === 'string') return value.trim() as T;
  if (Array.isArray(value) || value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, trimmed(one)])) as T;
}

/** What the server said of single fields, by their names. */
export function byField(problems: FieldProblem[]): Record<string, string> {
  const said: Record<string, string> = {};
  for (const { field, message } of problems) said[field] = said[field] ? `${said[field]}；${message}` : message;
  return said;
}

/** What was said of the members of one member, by their names alone. */
export const within = (said: Record<string, string>, whole: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(said)
      .filter(([name]) => name.startsWith(`${whole}.`))
      .map(([name, words]) => [name.slice(whole.length + 1), words]),
  );

/** Puts the cursor into the first field below `place` that was refused, else on what was said of the whole. */
export function focusProblem(place: HTMLElement | null | undefined): void {
  const wrong = place?.querySelector<HTMLElement>('.is-error :is(input, textarea, [tabindex])');
  const shown = wrong ?? place?.querySelector<HTMLElement>('.said');
  shown?.focus({ preventScroll: true });
  shown?.scrollIntoView({ block: 'center' });
}
