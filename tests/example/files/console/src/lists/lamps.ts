// Lamps that were reported broken.
import type { ListPlace } from '../parts/listing';

interface Line {
  id: number;
  number: string;
  place: string;
  fault: string;
  agency_name: string;
  state_name: string;
  noted_at: string;
}

export const place: ListPlace<Line> = {
  path: '/lamps',
  title: '路灯报修',
  menu: '工作',
  icon: 'tasks',
  after: '/documents',
  for: ['listLamps'],
  list: {
    name: 'lamps',
    label: '路灯报修列表',
    address: '/lamps',
    search: '查找路灯报修',
    filters: [
      {
        name: 'state',
        label: '状态',
        kind: 'choice',
        choices: [
          { value: 'Noted', label: '已登记' },
          { value: 'Checked', label: '已核实' },
          { value: 'Published', label: '已公布' },
          { value: 'Repaired', label: '已修复' },
        ],
      },
    ],
    columns: [
      { name: 'number', title: '编号', look: 'numbers' },
      { name: 'place', title: '位置', look: 'title' },
      { name: 'fault', title: '故障' },
      { name: 'state_name', title: '状态' },
      { name: 'noted_at', title: '登记时间', look: 'moment' },
    ],
    empty: ['还没有路灯报修'],
    nothing: ['没有符合条件的路灯报修', '换个条件，或者清除条件。'],
  },
};
