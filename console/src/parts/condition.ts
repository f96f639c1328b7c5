// The closed language of conditions, as the server reads it (src/base/condition.h): here only whether one holds for
// what stands in a form. tests/fixtures/conditions.json has the cases that both evaluators run.

/** A value of a field: dates are texts YYYY-MM-DD; null, undefined, '' and [] are all empty. */
export type Value = string | number | readonly string[] | null | undefined;
export type Values = Readonly<Record<string, Value>>;

type Single = { readonly field: string } & (
  | { readonly is: string | number }
  | { readonly in: readonly (string | number)[] }
  | { readonly has: string }
  | { readonly from: string }
  | { readonly before: string }
  | { readonly 'at-least': number }
  | { readonly filled: boolean }
);
/** The canonical JSON of a condition, which the server has checked. */
export type Condition =
  | Single
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export function isEmpty(value: Value): boolean {
  return value === null || value === undefined || (typeof value !== 'number' && value.length === 0);
}

/** Whether the condition holds; a word about a field is false where the field is empty, but `filled: false`. */
export function holds(condition: Condition, values: Values): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, values));
  if ('any' in condition) return condition.any.some((part) => holds(part, values));
  if ('not' in condition) return !holds(condition.not, values);
  return holdsOf(condition, values[condition.field]);
}

function holdsOf(condition: Single, value: Value): boolean {
  if ('filled' in condition) return !isEmpty(value) === condition.filled;
  if (value === null || value === undefined || isEmpty(value)) return false;
  if ('has' in condition) return typeof value === 'object' && value.includes(condition.has);
  if (typeof value === 'object') return false;
  if ('is' in condition) return value === condition.is;
  if ('in' in condition) return condition.in.includes(value);
  if ('at-least' in condition) return typeof value === 'number' && value >= condition['at-least'];
  if ('from' in condition) return typeof value === 'string' && value >= condition.from;
  return typeof value === 'string' && value < condition.before;
}
