// What the person's own agency has posted for its people.
import type { PostedLine } from '../api/types';
import type { ListPlace } from '../parts/listing';
import { person } from '../session';

export const place: ListPlace<PostedLine> = {
  path: '/posted',
  title: '内部公开',
  note: () =>
    `${person.value?.agency?.name ?? '本机关'}对全体工作人员公开的事项，不向社会公开；本机关每个人都能看到。`,
  menu: '工作',
  icon: 'posted',
  after: '/documents',
  list: {
    name: 'posted',
    label: '内部公开列表',
    address: '/posted',
    search: '查找内部公开',
    filters: [{ name: 'text', label: '标题', wide: true }],
    shape: 'PostedLineView',
    columns: [
      { name: 'title', look: 'title', link: (line) => `/posted/${line.id}`, by: true },
      { name: 'column_name', by: true },
      { name: 'posted_at', look: 'moment', by: true },
    ],
    empty: ['还没有内部公开的信息', '公开方式是“内部公开”的信息，办结后出现在这里。'],
    nothing: ['没有符合条件的信息', '换个说法，或者清除条件。'],
  },
};
