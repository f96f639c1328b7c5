// Administrative reviews against what became of requests.
import { appealCell, narrowedToCell } from '../matters/appeals';
import { placeOf } from '../matters/list';

export const place = placeOf({
  kind: 'review',
  path: '/reviews',
  title: '行政复议',
  note: '对公开申请的答复不服的行政复议：书面答复、复议决定和履行，按年度报告表四计数。',
  icon: 'relief',
  after: '/request-letters',
  right: 'requests.read',
  ways: [{ label: '登记复议', to: '/reviews/new' }],
  further: appealCell,
  narrowed: narrowedToCell,
  given: [],
  empty: ['还没有行政复议', '收到复议申请书副本的，点“登记复议”。'],
});
