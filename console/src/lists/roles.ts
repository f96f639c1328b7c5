// The roles, and what each may do.
import type { RoleInfo } from '../api/types';
import type { ListPlace } from '../parts/listing';

export const place: ListPlace<RoleInfo> = {
  path: '/roles',
  title: '角色',
  note: () => '角色和权限由系统规定；系统、安全、审计三类管理员互相分离，都不能办理文件。',
  menu: '管理',
  icon: 'roles',
  after: '/people',
  for: ['listPeople', 'verifyJournal'],
  list: {
    name: 'roles',
    label: '角色列表',
    address: '/roles',
    columns: [
      { name: 'name', title: '角色', look: 'title' },
      { name: 'rights', title: '可以做什么', text: (role) => (role.right_names ?? role.rights).join('、') },
    ],
    idOf: (role) => role.role,
  },
};
