// Problems that have to be put right.
import { placeOf } from '../matters/list';

export const place = placeOf({
  kind: 'rectification',
  path: '/rectifications',
  title: '整改事项',
  note: '检查发现的问题逐项列入清单，交办、整改、核查、销号。',
  icon: 'rectifications',
  after: '/messages',
  right: 'compliance.read',
  ways: [{ label: '列入问题', to: '/rectifications/new' }],
  given: [
    { step: 'Assign', name: '交办', state: 'Found', right: 'compliance.check' },
    { step: 'Reassign', name: '改派', state: 'Assigned', right: 'compliance.check' },
  ],
  empty: ['还没有整改事项', '检查发现问题的，点“列入问题”。'],
});
