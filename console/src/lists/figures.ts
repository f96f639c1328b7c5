// What is counted: of publications, of each register.
import type { FigureBrief } from '../api/types';
import type { ListPlace } from '../parts/listing';

export const place: ListPlace<FigureBrief> = {
  path: '/figures',
  title: '统计',
  note: () => '每个数字都按公开的定义计算，只计已经公开的记录；点数字可以看到它背后的每一条。',
  menu: '工作',
  icon: 'figures',
  after: '/dashboard',
  for: ['listDocuments', 'listRecords'], // what is counted
  wide: true,
  list: {
    name: 'figures',
    label: '统计列表',
    address: '/figures',
    columns: [
      { name: 'title', title: '统计', look: 'title', link: (line) => `/figures/${line.id}` },
      { name: 'records', title: '统计什么', by: true },
      { name: 'condition', title: '只计', shown: 'wide' },
      { name: 'day', title: '按哪个日期归期' },
      { name: 'law', title: '依据', shown: 'wide' },
    ],
    titleOf: (line) => line.title,
    empty: ['没有可以查看的统计'],
  },
};
