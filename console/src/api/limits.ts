// Made by tools/types.mjs from the description of the API; do not edit.

export const limits = {
  "AgencyInput": {
    "name": 100,
    "short_name": 50
  },
  "AnswerInput": {
    "reason": 1000
  },
  "CalendarDayInput": {
    "name": 30
  },
  "CalendarFileInput": {
    "text": 100000
  },
  "CalendarYearInput": {
    "source": 300
  },
  "CodeInput": {
    "code": 64
  },
  "ColumnInput": {
    "name": 50,
    "description": 300,
    "keywords": 200,
    "statutory_item": 2
  },
  "CommentInput": {
    "text": 4000
  },
  "DepartmentInput": {
    "name": 100,
    "duties": 1000
  },
  "DocumentFilterInput": {
    "text": 200,
    "kind": 20
  },
  "JournalExportInput": {
    "actor": 100,
    "verb": 100,
    "subject": 100
  },
  "NewAgencyInput": {
    "name": 100,
    "short_name": 50,
    "code": 18,
    "host": 253,
    "prefix": 60
  },
  "NewColumnInput": {
    "name": 50,
    "description": 300,
    "keywords": 200,
    "statutory_item": 2,
    "slug": 40
  },
  "NewKeyInput": {
    "name": 50
  },
  "NewPersonInput": {
    "login": 32,
    "name": 50
  },
  "PasswordInput": {
    "old_password": 1024,
    "new_password": 1024
  },
  "PersonInput": {
    "name": 50
  },
  "ProofInput": {
    "password": 1024,
    "code": 64
  },
  "ReasonInput": {
    "reason": 1000
  },
  "RevisionInput": {
    "change_note": 1000
  },
  "SignInInput": {
    "login": 64,
    "password": 1024,
    "code": 64
  },
  "SiteInput": {
    "name": 100,
    "host": 253,
    "prefix": 60
  },
  "StepInput": {
    "reason": 1000
  },
  "SubstituteInput": {
    "login": 64
  },
  "agencies.OpennessOfficeInput": {
    "group_leader": 50,
    "group_members": 500,
    "name": 100,
    "head": 50,
    "address": 200,
    "office_hours": 200,
    "phone": 100,
    "fax": 100,
    "email": 200
  },
  "agencies.SiteFactsInput": {
    "domain": 253,
    "site_code": 20,
    "icp": 60,
    "police_filing": 60,
    "organiser": 100,
    "operator_name": 100,
    "address": 200,
    "phone": 100,
    "email": 200,
    "office_hours": 200,
    "find_fault_url": 1000,
    "badge_url": 1000,
    "service_net_url": 1000,
    "accent": 7
  },
  "publications.MetadataInput": {
    "title": 300,
    "document_number": 100,
    "kind": 20,
    "genre": 20,
    "issuer": 500,
    "validity_basis": 500,
    "disclosure_reason": 1000,
    "stage": 20,
    "source": 200,
    "author": 100,
    "keywords": 300,
    "summary": 2000,
    "contact": 500
  }
} as const;
