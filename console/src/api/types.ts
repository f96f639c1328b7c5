// The shapes that /api/v1 speaks, written by hand until the program's own description of its
// operations (/api/openapi.json) is there; then schema.ts is generated and this file names its parts.
import type { Tree } from '../content/tree';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface FieldProblem {
  field: string;
  key: string;
  message: string;
}

export interface ProblemBody {
  type?: string;
  title: string;
  status: number;
  key: string;
  detail?: string;
  reference?: string;
  fields?: FieldProblem[];
  current?: unknown;
}

export type Reach = 'Own' | 'OwnAndBelow' | 'All';
export interface Grant {
  role: string;
  role_name?: string;
  agency: number;
  agency_name?: string;
  reach: Reach;
}
export interface ScopeOfRight {
  all: boolean;
  agencies: number[];
}

export interface PersonBrief {
  id: number;
  login: string;
  name: string;
  agency: { id: number; name: string; short_name?: string };
}
export interface DemonstrationAccount {
  login: string;
  name?: string;
  role_name?: string;
  password?: string;
}
export interface Session {
  person: PersonBrief | null;
  grants: Grant[];
  rights: Record<string, ScopeOfRight>;
  csrf_token: string;
  expires_at: string | null;
  idle_minutes: number;
  second_factor: boolean;
  demonstration: boolean;
  demonstration_accounts?: DemonstrationAccount[];
  must_change_password: boolean;
  read_only: boolean;
}

export interface OtherSession {
  id: number | string;
  began_at: string;
  seen_at: string;
  network: string;
  agent: string;
  current: boolean;
}
export interface SignInRecord {
  at: string;
  network: string;
  agent: string;
  outcome: string;
  outcome_name?: string;
}

export interface Person {
  id: number;
  login: string;
  name: string;
  agency: number;
  agency_name: string;
  state: string;
  state_name: string;
  created_at: string;
  grants: Grant[];
  second_factor: boolean;
  must_change_password: boolean;
  signed_in_at: string | null;
}
export interface RoleInfo {
  role: string;
  name: string;
  rights: string[];
  right_names: string[];
}
export interface ApiKey {
  id: number;
  prefix: string;
  name: string;
  agency: number;
  agency_name: string;
  rights: string[];
  made_by_name: string;
  made_at: string;
  expires_on: string;
  used_at: string | null;
}

export interface Agency {
  id: number;
  code: string;
  name: string;
  short_name: string;
  parent: number | null;
  departments: { id: number; name: string; duties: string }[];
}
export interface SiteFacts {
  domain: string;
  site_code: string;
  icp: string;
  police_filing: string;
  organiser: string;
  operator_name: string;
  address: string;
  phone: string;
  email: string;
  office_hours: string;
  find_fault_url: string;
  badge_url: string;
  service_net_url: string;
  accent: string;
  demonstration: boolean;
}
export interface Site {
  id: number;
  agency: number;
  agency_name: string;
  name: string;
  host: string;
  prefix: string;
  facts: SiteFacts;
}
export interface Column {
  id: number;
  site: number;
  agency: number;
  parent: number | null;
  slug: string;
  name: string;
  type: string;
  type_name: string;
  description: string;
  keywords: string;
  update_cycle_days: number;
  position: number;
  statutory_item: string;
}
export interface Term {
  name: string;
  chinese: string;
  children?: string[];
}
export type Vocabularies = Record<string, Term[]>;

export interface DocumentLine {
  id: number;
  agency: number;
  agency_name: string;
  column: number;
  column_name: string;
  title: string;
  document_number: string;
  kind: string;
  state: string;
  edition: number;
  revision: number;
  author: string;
  author_name?: string;
  updated_at: string;
  published_at: string | null;
  index_number: string;
  public: boolean;
}

export interface Metadata {
  title: string;
  document_number: string;
  kind: string;
  genre: string;
  themes: string[];
  issuer: string;
  issued_on: string | null;
  effective_on: string | null;
  expires_on: string | null;
  validity: string;
  validity_basis: string;
  disclosure: string;
  disclosure_reason: string;
  stage: string;
  source: string;
  author: string;
  keywords: string;
  summary: string;
  contact: string;
}
export interface Attachment {
  position: number;
  name: string;
  type: string;
  digest: string;
  size: number;
  embedded: boolean;
}
export interface Edition {
  number: number;
  state: string;
  metadata: Partial<Metadata>;
  body: Tree;
  attachments: Attachment[];
  author: string;
  author_name?: string;
  change_note: string;
  ground: string;
  created_at: string;
  published_at: string | null;
  released_at?: string | null;
  ended_at?: string | null;
}
export interface StepOffer {
  step: string;
  name: string;
  reason_owed: boolean;
  allowed: boolean;
  why_not?: string | null;
}
export interface Comment {
  id: number;
  person?: number | string;
  person_name: string;
  text: string;
  block?: number | null;
  at: string;
  resolved: boolean;
}
export interface Review {
  step: string;
  step_name?: string;
  person?: string;
  person_name: string;
  remark: string;
  at: string;
}
export interface EditionLine {
  number: number;
  state: string;
  released_at: string | null;
  ended_at: string | null;
  change_note: string;
}
export interface Work {
  id: number;
  agency: number;
  agency_name?: string;
  column: number;
  column_name?: string;
  index_number: string;
  address: string;
  revision: number;
  edition: Edition;
  public_edition: number | null;
  editions: EditionLine[];
  reviews: Review[];
  comments: Comment[];
  steps: StepOffer[];
  scheduled_at: string | null;
  scheduled_by_name?: string;
  schedule_failed?: string;
  links?: { relation: string; outgoing: boolean; document: number; title: string }[];
}
export interface DifferenceBlock {
  kind: 'same' | 'changed' | 'added' | 'removed';
  before: { html: string } | null;
  after: { html: string } | null;
}
export interface Differences {
  metadata: { field: string; before: string; after: string }[];
  blocks: DifferenceBlock[];
}

export interface ImportAnswer {
  document: Work;
  recognised: Record<string, string>;
  warnings: { code: string; message: string }[];
}

export interface Task {
  task: string;
  document: number;
  title: string;
  agency_name: string;
  state: string;
  since: string;
  due_on: string | null;
  late: boolean;
}
export interface WorkList {
  items: Task[];
  counts: Record<string, number>;
}

export interface Dashboard {
  by_state: { state: string; name: string; count: number }[];
  published_by_month: { month: string; count: number }[];
  by_agency: { agency?: number; agency_name?: string; name?: string; count: number }[];
  stale_columns: {
    column: number;
    column_name?: string;
    name?: string;
    site: string | number;
    last_on: string | null;
    cycle_days: number;
  }[];
}

export interface JournalEvent {
  sequence: number;
  at: string;
  actor: string;
  actor_name: string;
  verb: string;
  verb_name: string;
  subject: string;
  subject_title: string;
  agency: number | null;
  reason: string;
  hash: string;
}
export interface JournalState {
  last_sequence: number;
  head: string;
  checked: number;
  intact: boolean;
  checked_at: string | null;
}
