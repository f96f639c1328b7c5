// The registers of this installation.
import type { RegisterLine } from '../api/types';
import type { ListPlace } from '../parts/listing';

export const place: ListPlace<RegisterLine> = {
  path: '/registers',
  title: '登记簿',
  note: () => '逐条登记、复核、公布的事项；每一本的项目、规则和公开范围由登记簿文件规定。',
  menu: '工作',
  icon: 'registers',
  after: '/import',
  for: ['listRegisters'],
  wide: true,
  list: {
    name: 'registers',
    label: '登记簿列表',
    address: '/registers',
    columns: [
      { name: 'title', title: '登记簿', look: 'title', link: (line) => `/registers/${line.code}` },
      { name: 'group', title: '分组' },
      { name: 'entry', title: '每条登记' },
      { name: 'signed', title: '公布前', text: (line) => (line.signed ? '他人复核' : '登记人自行公布') },
      { name: 'nil_name', title: '零报告' },
      { name: 'source', title: '依据', shown: 'wide' },
    ],
    idOf: (line) => line.code,
    titleOf: (line) => line.title,
    empty: ['没有登记簿'],
  },
};
