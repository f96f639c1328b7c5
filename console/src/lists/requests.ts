// Requests for information.
import { placeOf } from '../matters/list';

export const place = placeOf({
  kind: 'request',
  path: '/requests',
  title: '依申请公开',
  note: '公民、法人和其他组织的政府信息公开申请：登记、办理、答复和归档，期限按工作日逐日计算。',
  icon: 'requests',
  after: '/import',
  right: 'requests.read',
  ways: [{ label: '登记申请', to: '/requests/new' }],
  given: [{ step: 'Assign', name: '交办', state: 'Registered', right: 'requests.answer' }],
  empty: ['还没有公开申请', '网上提交的申请自动列在这里；当面提交和寄来的，点“登记申请”。'],
});
