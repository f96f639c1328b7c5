// Lawsuits against what became of requests.
import { appealCell, narrowedToCell } from '../matters/appeals';
import { placeOf } from '../matters/list';

export const place = placeOf({
  kind: 'suit',
  path: '/suits',
  title: '行政诉讼',
  note: '对公开申请的答复不服的行政诉讼：答辩、裁判、上诉和履行，按年度报告表四计数。',
  icon: 'relief',
  after: '/reviews',
  right: 'requests.read',
  ways: [{ label: '登记诉讼', to: '/suits/new' }],
  further: appealCell,
  narrowed: narrowedToCell,
  given: [],
  empty: ['还没有行政诉讼', '收到起诉状副本的，点“登记诉讼”。'],
});
