// The addresses of the console and who may open them. The menu is drawn from the same table.
import { createRouter, createWebHistory } from 'vue-router';
import type { RouteRecordRaw } from 'vue-router';

import { loadFrame, loadWork } from './ahead';
import type { OperationId } from './api/operations';
import type { Right } from './api/types';
import { withLists } from './lists';
import { loadSession, may, mayCall, state } from './session';
import SignIn from './views/SignIn.vue';

export interface Place {
  title: string;
  /** What is done there; whoever may call one of these operations sees the entry. None: everyone who is signed in. */
  for?: OperationId[];
  /** And only those who have this right somewhere. */
  right?: Right;
  menu?: string;
  icon?: string;
  open?: boolean;
  wide?: boolean;
}
declare module 'vue-router' {
  interface RouteMeta extends Place {}
}

export const places: RouteRecordRaw[] = withLists([
  {
    path: '/',
    name: 'work',
    component: loadWork,
    meta: { title: '待办事项', menu: '工作', icon: 'tasks' },
  },
  {
    path: '/documents',
    name: 'documents',
    component: () => import('./views/DocumentList.vue'),
    meta: { title: '信息管理', menu: '工作', icon: 'documents', for: ['listDocuments'], wide: true },
  },
  {
    path: '/documents/new',
    name: 'document-new',
    component: () => import('./views/DocumentNew.vue'),
    meta: { title: '起草信息', for: ['draftDocument'] },
  },
  {
    path: '/documents/:id(\\d+)',
    name: 'document',
    component: () => import('./views/DocumentView.vue'),
    props: true,
    meta: { title: '信息办理', for: ['showDocument'], wide: true },
  },
  {
    path: '/documents/:id(\\d+)/edit',
    name: 'document-edit',
    component: () => import('./views/DocumentEdit.vue'),
    props: true,
    meta: { title: '编辑信息', for: ['changeDocument'], wide: true },
  },
  {
    path: '/posted/:id(\\d+)',
    name: 'posted',
    component: () => import('./views/PostedView.vue'),
    props: true,
    meta: { title: '内部公开' },
  },
  {
    path: '/import',
    name: 'import',
    component: () => import('./views/ImportView.vue'),
    meta: { title: '导入文件', menu: '工作', icon: 'import', for: ['importDocument'], wide: true },
  },
  {
    path: '/registers/:register([a-z0-9_]+)',
    name: 'records',
    component: () => import('./views/RecordList.vue'),
    props: true,
    meta: { title: '登记簿', for: ['listRecords'], wide: true },
  },
  {
    path: '/registers/:register([a-z0-9_]+)/new',
    name: 'record-new',
    component: () => import('./views/RecordEdit.vue'),
    props: true,
    meta: { title: '登记', for: ['enterRecord'] },
  },
  {
    path: '/registers/:register([a-z0-9_]+)/nil',
    name: 'record-nil',
    component: () => import('./views/NilView.vue'),
    props: true,
    meta: { title: '零报告', for: ['listNilDeclarations'] },
  },
  {
    path: '/registers/:register([a-z0-9_]+)/counterpart',
    name: 'counterpart',
    component: () => import('./views/CounterpartView.vue'),
    props: true,
    meta: { title: '对照', for: ['listDifferences'], wide: true },
  },
  {
    path: '/registers/:register([a-z0-9_]+)/counterpart/rows',
    name: 'counterpart-rows',
    component: () => import('./views/CounterpartRows.vue'),
    props: true,
    meta: { title: '公开情况', for: ['listCounterpartRows'], wide: true },
  },
  {
    path: '/registers/:register([a-z0-9_]+)/import',
    name: 'record-import',
    component: () => import('./views/RecordImport.vue'),
    props: true,
    meta: { title: '导入登记', for: ['importRecords'], wide: true },
  },
  {
    path: '/record-imports/:id(\\d+)',
    name: 'record-import-done',
    component: () => import('./views/RecordImportDone.vue'),
    props: true,
    meta: { title: '一次导入', for: ['showRecordImport'], wide: true },
  },
  {
    path: '/records/:id(\\d+)',
    name: 'record',
    component: () => import('./views/RecordView.vue'),
    props: true,
    meta: { title: '登记', for: ['showRecord'], wide: true },
  },
  {
    path: '/records/:id(\\d+)/edit',
    name: 'record-edit',
    component: () => import('./views/RecordEdit.vue'),
    props: true,
    meta: { title: '更正', for: ['correctRecord'] },
  },
  {
    path: '/draws/new',
    name: 'draw-new',
    component: () => import('./views/DrawNew.vue'),
    meta: { title: '准备随机抽取', for: ['prepareDraw'] },
  },
  {
    path: '/draws/:id(\\d+)',
    name: 'draw',
    component: () => import('./views/DrawView.vue'),
    props: true,
    meta: { title: '随机抽取', for: ['showDraw'], wide: true },
  },
  {
    path: '/requests/new',
    name: 'request-new',
    component: () => import('./views/FilingView.vue'),
    props: { kind: 'request' },
    meta: { title: '登记申请', for: ['fileRequest'] },
  },
  {
    path: '/requests/table',
    name: 'request-table',
    component: () => import('./views/RequestTableView.vue'),
    meta: { title: '依申请公开统计', menu: '工作', icon: 'figures', for: ['showRequestTable'], wide: true },
  },
  {
    path: '/requests/ledger',
    name: 'request-ledger',
    component: () => import('./views/LedgerImport.vue'),
    meta: { title: '导入台账', for: ['takeLedger'] },
  },
  {
    path: '/reviews/new',
    name: 'review-new',
    component: () => import('./views/FilingView.vue'),
    props: { kind: 'review' },
    meta: { title: '登记行政复议', for: ['openReview'] },
  },
  {
    path: '/suits/new',
    name: 'suit-new',
    component: () => import('./views/FilingView.vue'),
    props: { kind: 'suit' },
    meta: { title: '登记行政诉讼', for: ['openSuit'] },
  },
  {
    path: '/rectifications/new',
    name: 'rectification-new',
    component: () => import('./views/FilingView.vue'),
    props: { kind: 'rectification' },
    meta: { title: '列入问题', for: ['openRectification'] },
  },
  {
    path: '/matters/:id(\\d+)',
    name: 'matter',
    component: () => import('./views/MatterView.vue'),
    props: true,
    meta: { title: '事项办理', for: ['showMatter'], wide: true },
  },
  {
    path: '/questions',
    name: 'questions',
    component: () => import('./views/QuestionsView.vue'),
    meta: { title: '搜索应答', menu: '工作', icon: 'question', for: ['listQuestions'], wide: true },
  },
  {
    path: '/dashboard',
    name: 'dashboard',
    component: () => import('./views/DashboardView.vue'),
    meta: { title: '数据概览', menu: '工作', icon: 'chart', for: ['showDashboard'], wide: true },
  },
  {
    path: '/figures/:figure([a-z0-9._-]+)',
    name: 'figure',
    component: () => import('./views/FigureView.vue'),
    props: true,
    meta: { title: '统计', for: ['listDocuments', 'listRecords'], wide: true },
  },
  {
    path: '/columns',
    name: 'columns',
    component: () => import('./views/ColumnsView.vue'),
    meta: { title: '栏目', menu: '站点与机构', icon: 'columns', for: ['changeColumn'] },
  },
  {
    path: '/sites',
    name: 'sites',
    component: () => import('./views/SitesView.vue'),
    meta: { title: '站点', menu: '站点与机构', icon: 'site', for: ['changeSite'] },
  },
  {
    path: '/agencies',
    name: 'agencies',
    component: () => import('./views/AgenciesView.vue'),
    meta: { title: '机构', menu: '站点与机构', icon: 'agency', for: ['changeAgency'] },
  },
  {
    path: '/seals',
    name: 'seals',
    component: () => import('./views/SealsView.vue'),
    meta: { title: '机关印章', menu: '站点与机构', icon: 'seal', for: ['listSeals'] },
  },
  {
    path: '/relief',
    name: 'relief',
    component: () => import('./views/ReliefView.vue'),
    meta: { title: '复议机关和法院', menu: '站点与机构', icon: 'relief', for: ['setRelief'] },
  },
  {
    path: '/channels',
    name: 'channels',
    component: () => import('./views/ChannelsView.vue'),
    meta: { title: '申请渠道', menu: '站点与机构', icon: 'channels', for: ['setChannels'] },
  },
  {
    path: '/message-routes',
    name: 'message-routes',
    component: () => import('./views/MessageRoutes.vue'),
    meta: { title: '来信分办', menu: '站点与机构', icon: 'routes', for: ['setMessageRoute'] },
  },
  {
    path: '/calendar',
    name: 'calendar',
    component: () => import('./views/CalendarView.vue'),
    meta: { title: '放假安排', menu: '管理', icon: 'calendar', for: ['enterCalendar'] },
  },
  {
    path: '/people',
    name: 'people',
    component: () => import('./views/PeopleView.vue'),
    meta: { title: '人员与授权', menu: '管理', icon: 'people', for: ['listPeople'] },
  },
  {
    path: '/keys',
    name: 'keys',
    component: () => import('./views/KeysView.vue'),
    meta: { title: '接口密钥', menu: '管理', icon: 'key', for: ['listKeys'] },
  },
  {
    path: '/journal',
    name: 'journal',
    component: () => import('./views/JournalView.vue'),
    meta: { title: '操作日志', menu: '管理', icon: 'journal', for: ['listEntries', 'verifyJournal'], wide: true },
  },
  {
    path: '/api',
    name: 'api',
    component: () => import('./views/ApiView.vue'),
    meta: { title: '开放接口', menu: '管理', icon: 'api', wide: true },
  },
  {
    path: '/security',
    name: 'security',
    component: () => import('./views/SecurityView.vue'),
    meta: { title: '我的账号与安全' },
  },
  {
    path: '/password',
    name: 'password',
    component: () => import('./views/PasswordView.vue'),
    meta: { title: '修改密码' },
  },
  {
    path: '/second-factor',
    name: 'second-factor',
    component: () => import('./views/FactorView.vue'),
    meta: { title: '绑定动态口令' },
  },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: SignIn,
    meta: { title: '登录', open: true },
  },
  {
    path: '/:rest(.*)*',
    name: 'missing',
    component: () => import('./views/MissingView.vue'),
    meta: { title: '没有这个页面' },
  },
]);

export const mayOpen = (place: Place): boolean =>
  (!place.for || place.for.some(mayCall)) && (!place.right || may(place.right));

export const router = createRouter({ history: createWebHistory('/console/'), routes: places });

/** Whether the person may open what is at an address of the console. */
export const mayGo = (address: string): boolean => mayOpen(router.resolve(address).meta);

router.beforeEach(async (to) => {
  if (!state.session) {
    try {
      await loadSession();
    } catch (error) {
      state.failure = error instanceof Error ? error.message : '连接不上服务器';
      return to.meta.open ? true : { name: 'sign-in', query: { next: to.fullPath } };
    }
  }
  const signedIn = state.session?.person != null;
  if (signedIn) void loadFrame().catch(() => {});
  if (!signedIn)
    return to.meta.open ? true : { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  if (state.session?.must_change_password) return to.name === 'password' ? true : { name: 'password' };
  if (state.session?.must_bind_second_factor) return to.name === 'second-factor' ? true : { name: 'second-factor' };
  return to.name === 'sign-in' ? { name: 'work' } : true;
});

router.afterEach((to) => {
  document.title = `${to.meta.title} · 阳光公开工作台`;
});
