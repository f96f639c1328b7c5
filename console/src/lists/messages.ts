// Letters to the mailbox.
import { placeOf } from '../matters/list';

export const place = placeOf({
  kind: 'message',
  path: '/messages',
  title: '群众来信',
  note: '网站信箱收到的来信：受理、转办、答复，答复由另一人审签，经核对隐去个人资料后公开。',
  icon: 'messages',
  after: '/import',
  right: 'dialogue.read',
  given: [{ step: 'Accept', name: '受理并交办', state: 'Received', right: 'dialogue.answer' }],
  empty: ['还没有来信', '网站信箱收到的来信自动列在这里。'],
});
