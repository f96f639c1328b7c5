// The lists of matters: one description for all kinds.
import { get } from '../api/client';
import type { MatterLine, MatterList, Right } from '../api/types';
import { described } from '../parts/fields';
import type { Export, Filter, ListPlace, Query } from '../parts/listing';
import { may } from '../session';
import { dueOf } from './due';

/** A kind of matter as the console lists it. */
export interface Kind {
  kind: string; // as the API calls it
  path: string;
  title: string;
  note: string;
  icon: string;
  after: string;
  right: Right; // of whoever sees them
  ways?: { label: string; to: string }[];
  /** Filters of this kind alone, and what those that only addresses set narrow the list to. */
  further?: Filter[];
  narrowed?: (query: Query) => string;
  /** Steps that many in a state take at once, for whoever has the right there; `received`: with a day of receipt. */
  given: { step: string; name: string; state: string; received?: boolean; right: Right }[];
  /** What it can be saved as besides a table of the list. */
  exports?: Export[];
  empty: [text: string, hint?: string];
}

const asked = (name: string, more: Partial<Filter> = {}): Filter => {
  const { label = '', choices } = described('MatterExportInput', name);
  return { name, label, choices, ...more };
};

const saved = (kind: string, form: string, label: string) => ({
  label,
  title: `按现在的条件导出为${form === 'Csv' ? 'CSV 表格' : 'Excel 工作簿'}，记入操作日志`,
  address: '/exports/matters',
  more: { kind, form },
});

export function placeOf(of: Kind): ListPlace<MatterLine> {
  return {
    path: of.path,
    title: of.title,
    note: () => of.note,
    menu: '工作',
    icon: of.icon,
    after: of.after,
    for: ['listMatters'],
    right: of.right,
    wide: true,
    ways: of.ways,
    narrowed: of.narrowed,
    tally: {
      filter: 'state',
      read: async () => {
        const { states } = await get<MatterList>('/matters', { kind: of.kind, counts: true, limit: 1 });
        return states.map(({ state, state_name, count }) => ({ value: state, label: state_name, count }));
      },
    },
    many: {
      steps: of.given.map(({ step, name, state, received, right }) => ({
        step,
        name,
        right,
        fits: (line: MatterLine) =>
          line.state === state && (!received || Boolean(line.received_on)) && may(right, line.agency),
      })),
      dialog: () => import('./GiveMany.vue').then((found) => found.default),
    },
    list: {
      name: of.kind,
      label: `${of.title}列表`,
      address: '/matters',
      asked: (query) => ({ ...query, kind: of.kind }),
      search: `查找${of.title}`,
      filters: [
        asked('q', { wide: true }),
        asked('phase', { kind: 'choice' }),
        asked('channel', { kind: 'choice' }),
        asked('agency', { kind: 'agency', choices: undefined }),
        asked('department', { kind: 'department' }),
        asked('received_from', { kind: 'date' }),
        asked('received_until', { kind: 'date' }),
        { name: 'state', label: '状态', elsewhere: true },
        ...(of.further ?? []),
      ],
      shape: 'MatterLine',
      columns: [
        { name: 'title', look: 'title', link: (line) => `/matters/${line.id}` },
        { name: 'number', by: true },
        { name: 'state_name', by: true },
        {
          name: 'due_on',
          text: (line) => dueOf(line).text,
          tag: (line) => (line.due_on ? dueOf(line).tag : undefined),
          by: (line) => line.due_on ?? '9',
        },
        { name: 'received_on', by: true, look: 'numbers' },
        { name: 'department', by: true },
        { name: 'holder_name', by: true, shown: 'wide' },
        { name: 'agency_name', by: true, shown: 'asked' },
        { name: 'channel_name', shown: 'asked' },
        { name: 'class_name', shown: 'asked' },
        { name: 'outcome_name', shown: 'asked' },
        { name: 'ended_on', by: true, look: 'numbers', shown: 'asked' },
        { name: 'opened_at', look: 'moment', shown: 'asked' },
      ],
      titleOf: (line) => line.number,
      exports: [saved(of.kind, 'Csv', '导出 CSV'), saved(of.kind, 'Xlsx', '导出 Excel'), ...(of.exports ?? [])],
      empty: of.empty,
      nothing: ['没有符合条件的事项'],
    },
  };
}
