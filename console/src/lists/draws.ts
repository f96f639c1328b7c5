// Random draws for inspections.
import type { DrawLine } from '../api/types';
import type { ListPlace } from '../parts/listing';

export const place: ListPlace<DrawLine> = {
  path: '/draws',
  title: '随机抽取',
  note: () => '双随机抽取检查对象和检查人员：准备，由另一人封存并公布摘要，到预告的时间揭示，任何人都可以重算。',
  menu: '工作',
  icon: 'draws',
  after: '/import',
  for: ['listDraws'],
  wide: true,
  ways: [{ label: '准备抽取', to: '/draws/new' }],
  list: {
    name: 'draws',
    label: '随机抽取列表',
    address: '/draws',
    shape: 'DrawLine',
    columns: [
      { name: 'number', look: 'title', link: (line) => `/draws/${line.id}` },
      { name: 'plan' },
      { name: 'agency_name' },
      { name: 'state_name' },
      { name: 'reveal_from', look: 'moment' },
      { name: 'sealed_at', look: 'moment', shown: 'asked' },
      { name: 'revealed_at', look: 'moment', shown: 'asked' },
    ],
    titleOf: (line) => line.number,
    empty: ['还没有随机抽取', '准备前，年度抽查计划、检查对象名录库和执法人员名录须已公布。'],
  },
};
