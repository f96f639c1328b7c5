// A list as data: what it asks for, its columns, what can be done with several lines and what it can be saved as.
// `ListPage.vue` draws it. What is searched for and how it is sorted stand in the address: passed on, it shows the
// same.
import { computed, onMounted, reactive, watch } from 'vue';
import type { Component } from 'vue';
import { useRoute, useRouter } from 'vue-router';

import { get } from '../api/client';
import type { OperationId } from '../api/operations';
import type { Page, Right } from '../api/types';
import { described } from './fields';
import type { Field, Shape } from './fields';
import { minutes } from './formats';
import { listed } from './loading';

/** A parameter of the API's list. Choices are taken from `choices` or, by `terms`, from a vocabulary. */
export interface Filter extends Pick<Field, 'name' | 'label' | 'hint' | 'choices' | 'terms' | 'coded'> {
  kind?: 'text' | 'choice' | 'agency' | 'department' | 'number' | 'date' | 'flag'; // text when left out
  wide?: boolean;
  /** Set somewhere else on the page, not in the search form. */
  elsewhere?: boolean;
}
export interface ListColumn<T> {
  /** The member that it shows, and the slot that may draw its cell. */
  name: string;
  title?: string; // what the API's description calls it when left out
  text?: (row: T) => string; // in place of the member
  hint?: (row: T) => string; // shown over the cell
  link?: (row: T) => string | null | undefined; // the address in the console that its text leads to
  /** The colour of its text as a tag; plain text without one. */
  tag?: (row: T) => 'primary' | 'success' | 'warning' | 'danger' | 'info' | undefined;
  /** What the rows can be sorted by, `true` for the member; where the server does not, only a list that is whole. */
  by?: true | ((row: T) => string | number);
  look?: 'title' | 'numbers' | 'moment' | 'actions';
  /** Shown only when somebody asks for it, or not on a phone. */
  shown?: 'asked' | 'wide';
}
export interface BulkAction<T> {
  label: string;
  danger?: boolean;
  /** The lines that it can be done with; all when left out. */
  fits?: (row: T) => boolean;
  run: (rows: T[]) => void;
}
/** What is found as a file: a POST with the filters, the agency (0 for all) and `more`. */
export interface Export {
  label: string;
  title: string;
  address: string;
  more?: Record<string, unknown>;
}
export interface List<T> {
  /** What the chosen columns are kept by on this computer. */
  name: string;
  label: string;
  /** The API's list, and the parameter that says where it goes on, `after` unless said; or how it is read instead. */
  address?: string;
  cursor?: string;
  read?: (query: Query, after: string | null) => Promise<Page<T>>;
  /** Changes what is asked for, before it is sent. */
  asked?: (query: Query) => Query;
  /** The server sorts, as its parameter `sort` says: "name", "-name". */
  sorts?: boolean;
  search?: string; // the name of the search form; none without
  filters?: Filter[];
  /** What a row is, by its name in the API's description. */
  shape?: Shape;
  columns: ListColumn<T>[];
  idOf?: (row: T) => string | number; // its `id` when left out
  titleOf?: (row: T) => string; // how a line is called where it is selected
  bulk?: BulkAction<T>[];
  exports?: Export[];
  more?: string; // the button for further lines
  empty?: [text: string, hint?: string];
  nothing?: [text: string, hint?: string]; // where it is empty under filters
}

export interface Tallied {
  value: string;
  label: string;
  count: number;
}

/** A place of the console that is a list: a file of `lists/` exports one as `place`. */
export interface ListPlace<T> {
  path: string; // below /console
  title: string;
  note?: () => string;
  /** The group and the icon of its line in the menu; none without a group. */
  menu?: string;
  icon?: string;
  after: string; // the place that it follows in the menu
  for?: OperationId[]; // whoever may call one of them sees it; everybody does when left out
  right?: Right; // and only those who have it somewhere
  wide?: boolean;
  /** What the address narrows the list to besides its form, in words; empty for nothing. */
  narrowed?: (query: Query) => string;
  /** Buttons above the list that lead somewhere else, for those who may go there. */
  ways?: { label: string; to: string }[];
  /** How many there are of each choice of a filter, to be chosen from above the list. */
  tally?: { filter: string; read: () => Promise<Tallied[]> };
  /** Steps that are taken with several lines at once, and the dialog that asks for them with `rows`, `step`, `name`. */
  many?: { steps: ManySteps<T>[]; dialog: () => Promise<Component> };
  list: List<T>;
}
export interface ManySteps<T> {
  step: string;
  name: string;
  right: Right; // of whoever may take it somewhere
  fits: (row: T) => boolean;
}

export type Value = string | number | boolean | null;
export type Query = Record<string, Value>;

const isNumber = (filter: Filter) => filter.kind === 'agency' || filter.kind === 'number';
function valueIn(filter: Filter, text: string): Value {
  if (filter.kind === 'flag') return text === 'true';
  return isNumber(filter) ? Number(text) || null : text;
}

/** The filters as an address says; what it does not say is empty, and what it says of no filter is left out. */
export function fromQuery(filters: Filter[], query: Record<string, unknown>): Query {
  const said = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '');
  return Object.fromEntries(filters.map((filter) => [filter.name, valueIn(filter, said(filter.name))]));
}

/** What is filled in, without what is empty. */
export function given(filled: Query): Query {
  const trimmed = Object.entries(filled).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : value,
  ]);
  return Object.fromEntries(trimmed.filter(([, value]) => value));
}

export function memberOf<T>(row: T, column: ListColumn<T>): unknown {
  return (row as Record<string, unknown>)[column.name] ?? '';
}
export function textOf<T>(row: T, column: ListColumn<T>): string {
  if (column.text) return column.text(row);
  const value = String(memberOf(row, column));
  return column.look === 'moment' ? minutes(value) : value;
}

/** "-name" sorts downwards. */
export function sorted<T>(rows: T[], columns: ListColumn<T>[], order: string): T[] {
  const column = columns.find((one) => one.name === order.replace(/^-/, ''));
  if (!column?.by) return rows;
  const value = column.by === true ? (row: T) => memberOf(row, column) : column.by;
  const sign = order.startsWith('-') ? -1 : 1;
  const compare = (a: unknown, b: unknown) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN');
  return [...rows].sort((a, b) => sign * compare(value(a), value(b)));
}

const kOrder = 'sort';

/**
 * The state of a list: `filled` is what its form holds, `query` what was searched for, which is what the address says.
 * Within a component's setup only.
 */
export function listing<T>(stated: List<T>) {
  const titled = (column: ListColumn<T>) => ({ title: described(stated.shape, column.name).label, ...column });
  const is = { ...stated, columns: stated.columns.map(titled) };
  const route = useRoute();
  const router = useRouter();
  const path = route.path;
  const filters = is.filters ?? [];
  const filled = reactive<Query>(fromQuery(filters, route.query));
  const query = computed(() => given(fromQuery(filters, route.query)));
  const filtered = computed(() => Object.keys(query.value).length > 0);
  const order = computed(() => String(route.query[kOrder] ?? ''));
  const asked = () => is.asked?.(query.value) ?? query.value;
  const read = is.read ?? ((by, after) => get<Page<T>>(is.address ?? '', { ...by, [is.cursor ?? 'after']: after }));
  const sorting = (): Query => (is.sorts && order.value ? { sort: order.value } : {});
  const list = listed<T>((after) => read({ ...asked(), ...sorting() }, after));

  const key = (one: Query) => JSON.stringify(one);
  let going = 0;
  async function go(to: Query, by = order.value): Promise<void> {
    const said = Object.fromEntries(Object.entries(to).map(([name, value]) => [name, String(value)]));
    ++going;
    await router.replace({ query: by ? { ...said, [kOrder]: by } : said }).finally(() => --going);
  }
  /** Searches for what the form holds, and says so in the address. */
  function search(): void {
    const wanted = given(filled);
    if (going === 0 && key(wanted) === key(query.value)) void list.load();
    else void go(wanted);
  }
  function clear(): void {
    Object.assign(filled, fromQuery(filters, {}));
    search();
  }
  const sort = (by: string) => void go(query.value, by);

  watch(
    () => key({ ...query.value, ...sorting() }),
    () => {
      if (route.path !== path) return;
      // Somebody went back, or followed an address to the same list.
      if (going === 0) Object.assign(filled, fromQuery(filters, route.query));
      void list.load();
    },
    { flush: 'sync' },
  );
  onMounted(list.load);
  return { is, filled, query, filtered, order, asked, list, search, clear, sort };
}
export type Listing<T> = ReturnType<typeof listing<T>>;
