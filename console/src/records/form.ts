// A register as a form: which of its fields are asked for, which are owed, by the conditions of its file and what
// stands in the form. Pure. The server checks the same and more; here only nobody is asked for what is not wanted.
import type { RegisterField, RegisterView } from '../api/types';
import type { Choice, Field, FieldGroup, FieldKind, Hand } from '../parts/fields';
import { holds } from '../parts/condition';
import type { Condition, Value } from '../parts/condition';

/** The words of a record as the server sends and takes them: texts as people write them, lists, rows. */
export type Words = Record<string, unknown>;

const kFewChoices = 9; // as boxes to tick; more are chosen from a list
const kLines = new Set(['text', 'long-text', 'legal-basis', 'web-address', 'phone']);
const kWhole = new Set<FieldKind>(['long', 'lines', 'rows', 'checks', 'files']); // take the line
const kChosen = new Set<FieldKind>(['choice', 'many', 'checks']);
const isRows = (field: RegisterField) => field.type === 'table';

function numberOf(text: string, field: RegisterField): number | null {
  const amount = Number(text.replaceAll(',', '').trim());
  if (text.trim() === '' || Number.isNaN(amount)) return null;
  const digits = field.type === 'money' ? (field.unit === '万元' ? 6 : 2) : field.digits;
  return Math.round(amount * 10 ** digits);
}

/** As conditions compare it. */
export function comparedOf(field: RegisterField, word: unknown): Value {
  if (Array.isArray(word)) return word.map((one) => (typeof one === 'string' ? one : ''));
  if (typeof word !== 'string') return null;
  if (['integer', 'decimal', 'money'].includes(field.type)) return numberOf(word, field);
  if (field.type === 'yes-no') return word === '' ? null : word === '是' ? 1 : 0;
  return word;
}

function valuesOf(
  fields: readonly RegisterField[],
  words: Words,
  kept: readonly string[] = [],
): Record<string, Value> {
  return Object.fromEntries(
    fields.map((field) => [field.code, kept.includes(field.code) ? '***' : comparedOf(field, words[field.code])]),
  );
}

/** What conditions ask of a record; `kept` are fields that have a value which is not shown. */
export function facts(register: RegisterView, words: Words, kept: readonly string[] = []): Record<string, Value> {
  return valuesOf(register.fields, words, kept);
}

const lives = (of: { from?: string | null; until?: string | null }, day: string) =>
  (!of.from || of.from <= day) && (!of.until || day <= of.until);

function choicesOf(field: RegisterField, day: string, word: unknown): Choice[] {
  const chosen = Array.isArray(word) ? word : [word];
  if (field.type === 'yes-no') return ['是', '否'].map((one) => ({ value: one, label: one }));
  return field.choices
    .filter((one) => lives(one, day) || chosen.includes(one.value))
    .map(({ value, label }) => ({ value, label }));
}

function kindOf(field: RegisterField): FieldKind {
  if (isRows(field)) return 'rows';
  if (field.type === 'code') return field.many ? (field.choices.length > kFewChoices ? 'many' : 'checks') : 'choice';
  if (field.type === 'file') return 'files';
  if (field.many) return 'lines';
  if (field.type === 'yes-no') return 'choice';
  if (field.type === 'date') return 'date';
  return field.type === 'long-text' ? 'long' : 'text';
}

const kHints: Record<string, string> = {
  month: '2026-01',
  moment: '2026-01-31 09:30',
  period: '2026-01-01至2026-12-31',
  place: '113.301200,33.735100',
};

/** What a form is drawn for. */
interface Drawing {
  day: string; // whose rules and choices hold
  departments: readonly string[]; // of the agency
  hand?: Hand; // takes files in for it
}

/** A field as the form draws it. */
function drawn(field: RegisterField, word: unknown, owed: boolean, drawing: Drawing): Field {
  const kind = kindOf(field);
  const unit = field.unit ? `（${field.unit}）` : '';
  const lines = kind === 'lines' ? '每行写一项。' : '';
  const long = kWhole.has(kind);
  return {
    name: field.code,
    label: field.title + unit,
    kind,
    owed,
    most: kLines.has(field.type) && !field.many ? field.length || undefined : undefined,
    half: !long && field.title.length + unit.length <= 20,
    help: lines + field.help || undefined,
    hint: field.example || kHints[field.type],
    ...(kChosen.has(kind) ? { choices: choicesOf(field, drawing.day, word) } : {}),
    ...(field.type === 'department' && kind === 'text' ? { suggested: drawing.departments } : {}),
    ...(kind === 'files' ? { hand: drawing.hand, several: field.many } : {}),
    ...(kind === 'rows' ? { fieldsOf: (row) => askedOf(field.fields, row, valuesOf(field.fields, row), drawing) } : {}),
  };
}

/** The fields that are asked for beside these words: what must not be filled in only where something stands there. */
function askedOf(
  fields: readonly RegisterField[],
  words: Words,
  values: Record<string, Value>,
  drawing: Drawing,
  kept: readonly string[] = [],
): Field[] {
  const holding = (condition: unknown) => !!condition && holds(condition as Condition, values);
  return fields.flatMap((field) => {
    const { code } = field;
    const unwanted = !lives(field, drawing.day) || holding(field.forbidden_when);
    if (unwanted && isEmpty(words[code]) && !kept.includes(code)) return [];
    const owed = !unwanted && (field.required || holding(field.required_when));
    return [{ ...drawn(field, words[code], owed, drawing), ...(kept.includes(code) ? { kept: true } : {}) }];
  });
}

const isEmpty = (word: unknown) =>
  word === undefined || word === null || word === '' || (Array.isArray(word) && word.length === 0);

/** The day whose rules and choices a record is under. */
export function dayOf(register: RegisterView, words: Words, today: string): string {
  const own = words[register.at];
  return typeof own === 'string' && own ? own : today;
}

/** The groups of the form; `departments` are those of the agency, `hand` takes files in for it. */
export function formOf(
  register: RegisterView,
  words: Words,
  today: string,
  kept: readonly string[] = [],
  departments: readonly string[] = [],
  hand?: Hand,
): FieldGroup[] {
  const drawing = { day: dayOf(register, words, today), departments, hand };
  const values = facts(register, words, kept);
  const by = new Map(register.fields.map((field) => [field.code, field]));
  const those = (codes: readonly string[]) => codes.flatMap((code) => by.get(code) ?? []);
  return register.groups
    .map((group) => ({
      title: group.title,
      fields: askedOf(those(group.fields), words, values, drawing, kept),
    }))
    .filter((group) => group.fields.length > 0);
}

/** What is sent: without blanks around texts, and without what is empty or kept. */
export function sentOf(words: Words, kept: readonly string[] = []): Words {
  const clean = (word: unknown): unknown => {
    if (typeof word === 'string') return word.trim();
    if (Array.isArray(word)) return word.map(clean).filter((one) => !isEmpty(one) && !isBlank(one));
    if (word && typeof word === 'object') return sentOf(word as Words);
    return word;
  };
  return Object.fromEntries(
    Object.entries(words)
      .filter(([code]) => !kept.includes(code))
      .map(([code, word]) => [code, clean(word)])
      .filter(([, word]) => !isEmpty(word)),
  );
}
const isBlank = (row: unknown) => typeof row === 'object' && row !== null && Object.keys(row).length === 0;

/** Where conditions of a list are said in its address, the codes of the fields behind it. */
export const kWhere = 'w.';

/** The filters of a list as the API takes them: {"kinds":"fine","decided_on":{"from":…,"until":…}}. */
export function whereOf(query: Record<string, unknown>): string {
  const where: Record<string, string | Record<string, string>> = {};
  for (const [name, value] of Object.entries(query)) {
    if (!name.startsWith(kWhere) || !value) continue;
    const [code, side] = name.slice(kWhere.length).split('.');
    if (side) where[code] = { ...((where[code] as Record<string, string>) ?? {}), [side]: String(value) };
    else where[code] = String(value);
  }
  return Object.keys(where).length > 0 ? JSON.stringify(where) : '';
}

/** The period that a month stands in: "2026-10" is of "2026-Q4" or "2026". */
export function periodOf(nil: string, month: string): string {
  if (nil === 'year') return month.slice(0, 4);
  return nil === 'quarter' ? `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}` : month;
}

/** The periods that are over, the last one first: "2026-10", "2026-Q3", "2025". */
export function periodsOf(nil: string, today: string, count: number): string[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  return Array.from({ length: count }, (_, i) => {
    if (nil === 'year') return String(year - 1 - i);
    const size = nil === 'quarter' ? 3 : 1;
    const at = year * (12 / size) + Math.floor((month - 1) / size) - 1 - i;
    const within = at % (12 / size);
    const whole = String(Math.floor(at / (12 / size)));
    return nil === 'quarter' ? `${whole}-Q${within + 1}` : `${whole}-${String(within + 1).padStart(2, '0')}`;
  });
}
