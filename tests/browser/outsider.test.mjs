// Somebody without a right, over HTTP as it is: every operation of the served description, on things that
// exist, without a session, with a wrong key, without the form token, and signed in as people of a district
// whom none of it concerns. What is unfinished does not reach the public by any way. The page at /api/ shows
// all that there is.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { addressFor, bodyFor, Caller, operationsOf, signedIn } from './support/http.mjs';
import { axeViolations, overflow, phone, picture, troubles } from './support/reader.mjs';
import { laptop } from './support/staff.mjs';

// Whoever is signed in may ask for these; none of them tells of anybody's work.
const forEverybody = new Set(
  ['listRoles', 'listRights', 'listAgencies', 'listCalendars', 'listSites', 'listColumns', 'listVocabularies',
    'listTasks', 'listFigures', 'showClock']);
// They are about the caller's own account and nothing else.
const ofOneself = (operation) => operation.path.startsWith('/api/v1/session');
const forAnyone = new Set(['showSession', 'signIn']);
// Lists answer with what the caller may read, so with nothing of the bureau: also a success.
const ownPart = new Set(['listDocuments', 'showDashboard', 'listPosted', 'listQuestions', 'listAnswers',
  'listRegisters', 'listRecords', 'listDraws', 'listNilDeclarations', 'listRecordedMonths',
  'listRecordImports', 'watchRecordImport', 'listMatters', 'listRequestDecisions', 'listLetterForms',
  'listMessageRoutes', 'showRelief', 'listRelief', 'showRequestTable', 'listSeals', 'listSealUses', 'listIssuedLetters',
  'showChannels', 'listChannels', 'listDifferences', 'listCounterpartRows', 'showCounterpart']);
const refusals = new Set([401, 403, 404, 422]);

let description;
let operations;
let insider;
let auditor;
let world;
let kept;
const met = new Map(); // keys of refusals, each with the last status

const { server, visitor } = demonstration({
  behindProxy: true,
  prepare: async () => {
    description = await (await fetch(`${server.url}/api/openapi.json`)).json();
    operations = operationsOf(description);
    insider = await signedIn(server.url, 'lin.zhixia');
    auditor = await signedIn(server.url, 'xu.shen');
    world = await findWorld();
    kept = await stateOf();
  },
});

/** Things of the bureau that exist, by the names that parameters and members have. */
async function findWorld() {
  const drafts = (await insider.get('/api/v1/documents?state=Draft&mine=true')).body.items;
  const draft = drafts.find((line) => !line.public && line.document_number);
  const at = `/api/v1/documents/${draft.id}`;
  const file = await insider.ask('POST', `${at}/files?name=${encodeURIComponent('内部测算.txt')}`, { body: '尚未公开的测算' });
  assert.equal(file.status, 201, file.text);
  const whole = (await insider.get(at)).body;
  const administrator = await signedIn(server.url, 'gu.changqing');
  const people = (await administrator.get(`/api/v1/people?text=${encodeURIComponent('周明远')}`)).body.items;
  const key = await administrator.ask('POST', '/api/v1/keys', {
    body: { name: '对接', agency: whole.agency, rights: ['publications.read'], expires_on: '2027-11-01' },
  });
  assert.equal(key.status, 201, key.text);
  const keys = (await administrator.get('/api/v1/keys')).body.items;
  const site = (await insider.get('/api/v1/sites')).body.items.find((one) => one.agency === whole.agency).id;
  const published = (await insider.get(`/api/v1/documents?state=Published&agency=${whole.agency}`)).body.items[0].id;
  const posted = (await insider.get('/api/v1/posted')).body.items[0].id;
  return {
    draft: whole, published, posted,
    person: people[0].id, agency: whole.agency, site, column: whole.column, key: keys[0].id,
    comment: whole.comments[0].id, position: whole.edition.attachments[0].position,
    digest: whole.edition.attachments[0].digest, metadata: whole.edition.metadata, body: whole.edition.body,
  };
}

/** What an operation is tried on: a draft of the bureau, or its agency, site, column, person or key. */
function knownFor(operation) {
  const [, , , kind] = operation.path.split('/');
  const ids = {
    people: world.person, keys: world.key, agencies: world.agency, sites: world.site, columns: world.column,
    posted: world.posted,
  };
  return {
    ...world, id: ids[kind] ?? world.draft.id, document: world.published, number: 1, from: '1', to: '1',
    name: '材料.txt', register: 'parking',
    file: operation.verb === 'GET' ? world.digest : world.position, slug: 'new-column', login: 'somebody', text: '',
    ...(kind === 'calendars' && { year: 2026 }),
    ...(kind === 'journal' && { from: '2026-01-01', to: '2027-01-01' }),
  };
}

async function tryIt(caller, operation, { headers = {}, ...more } = {}) {
  const known = knownFor(operation);
  const answer = await caller.ask(operation.verb, addressFor(operation, known), {
    body: bodyFor(operation, known, description),
    headers: { 'If-Match': `"r${world.draft.revision}"`, ...headers }, ...more,
  });
  if (answer.body?.key && answer.status >= 400) met.set(answer.body.key, answer);
  return answer;
}

/** Where the journal of what callers did ends, and the draft as it stands; the service's own work goes on meanwhile. */
async function stateOf() {
  const entries = (await auditor.get('/api/v1/journal?limit=200')).body.items
    .filter((entry) => !/^(session|account|person)\.(signed|sign|refused|locked)/.test(entry.verb))
    .filter((entry) => !entry.actor.startsWith('system:'));
  const { revision, updated_at, edition, comments } = (await insider.get(`/api/v1/documents/${world.draft.id}`)).body;
  const draft = createHash('sha256').update(JSON.stringify([edition, comments])).digest('hex');
  return { last: entries[0].sequence, verb: entries[0].verb, revision, updated_at, draft };
}

async function expectNothingChanged() {
  assert.deepEqual(await stateOf(), kept);
}

describe('an outsider', () => {
  it('would be looking at things that are there, for those whom they concern', async () => {
    assert.ok(operations.length > 45, `${operations.length} operations`);
    const readable = ['showDocument', 'showEdition', 'compareEditions', 'sendFile', 'listDocuments', 'listTasks',
      'listPosted', 'showPosted'];
    for (const operation of operations.filter((one) => readable.includes(one.operationId))) {
      const answer = await tryIt(insider, operation);
      assert.equal(answer.status, 200, `${operation.operationId}: ${answer.text}`);
    }
  });

  it('gets nowhere without a session, and nothing is changed', async () => {
    const nobody = new Caller(server.url);
    for (const operation of operations) {
      if (forAnyone.has(operation.operationId)) continue;
      const answer = await tryIt(nobody, operation);
      assert.equal(answer.status, 401, `${operation.operationId}: ${answer.text}`);
      assert.equal(answer.body.type, `/api/problems#${answer.body.key}`, operation.operationId);
    }
    const told = (await nobody.get('/api/v1/session')).body;
    assert.equal(told.person, null);
    assert.deepEqual(told.rights, {});
    assert.equal((await nobody.get(`/console/preview/documents/${world.draft.id}`)).status, 401);
    await expectNothingChanged();
  });

  it('gets nowhere with a key that nobody was given, or a session that nobody has', async () => {
    for (const headers of [{ Authorization: 'Bearer dl_0000000000000000000000000000000000' },
      { Cookie: `dl_session=${'A'.repeat(43)}` }]) {
      for (const operation of operations) {
        if (forAnyone.has(operation.operationId)) continue;
        const answer = await tryIt(new Caller(server.url), operation, { headers });
        assert.equal(answer.status, 401, `${operation.operationId}: ${answer.text}`);
      }
    }
    await expectNothingChanged();
  });

  it('cannot write with somebody else’s cookie alone, from another site’s form', async () => {
    for (const operation of operations.filter((one) => one.verb !== 'GET' && one.operationId !== 'signIn')) {
      for (const token of ['', 'x'.repeat(43)]) {
        const answer = await tryIt(insider, operation, { token });
        assert.equal(answer.status, 403, `${operation.operationId} with token "${token}": ${answer.text}`);
      }
    }
    await expectNothingChanged();
  });

  for (const login of ['luo.xiaoman', 'cen.bai', 'du.ji']) {
    it(`gets nothing of the bureau as ${login}, whom it does not concern`, async () => {
      const outsider = await signedIn(server.url, login);
      for (const operation of operations) {
        const { operationId: name } = operation;
        if (ofOneself(operation) || (login === 'du.ji' && mayAdminister(operation))) continue;
        const answer = await tryIt(outsider, operation);
        const where = `${name}: ${answer.status} ${answer.text.slice(0, 300)}`;
        assert.doesNotMatch(answer.text, new RegExp(`${world.draft.edition.metadata.title}|尚未公开的测算`), where);
        if (forEverybody.has(name)) continue;
        if (ownPart.has(name) && answer.status === 200) continue;
        assert.ok(refusals.has(answer.status), where);
        if (operation.path.includes('/documents/{id}')) assert.ok([403, 404].includes(answer.status), where);
      }
      assert.ok([403, 404].includes((await outsider.get(`/console/preview/documents/${world.draft.id}`)).status));
      assert.equal((await outsider.get(`/api/v1/documents/${world.draft.id}`)).status, login === 'du.ji' ? 403 : 404);
      await expectNothingChanged();
    });
  }
});

// The system's administrator founds agencies and sets up sites; that is what the role is for, so it is not tried here.
function mayAdminister(operation) {
  return operation['x-rights']?.includes('system.manage');
}

describe('unfinished work', () => {
  it('is in no page, search, feed or map of the public', async () => {
    const supervisor = await signedIn(server.url, 'xie.guanlan');
    const lines = [];
    for (let after = ''; after !== null;) {
      const page = (await supervisor.get(`/api/v1/documents?limit=200&after=${after}`)).body;
      lines.push(...page.items);
      after = page.next;
    }
    const open = lines.filter((line) => ['Draft', 'Submitted', 'Reviewed', 'Cleared'].includes(line.state));
    assert.ok(open.filter((line) => !line.public).length >= 15, `${open.length} unfinished documents`);
    const agencies = new Set(open.map((line) => line.agency_name));
    assert.ok(agencies.size >= 4, [...agencies].join());

    const reader = new Caller(server.url);
    const whole = [];
    for (const site of ['', '/gov', '/chenghu', '/wangshan']) {
      for (const page of ['/', '/feed.xml', '/sitemap.xml', '/map', '/disclosure']) {
        whole.push((await reader.get(site + page)).text);
      }
    }
    assert.ok(whole.join('').length > 50_000);
    for (const line of open.filter((one) => !one.public)) {
      assert.ok(!whole.some((text) => text.includes(line.title)), line.title);
      const found = await reader.get(`/search?q=${encodeURIComponent(line.title)}`);
      assert.equal(found.status, 200);
      const links = [...found.text.matchAll(/<a [^>]*>([^]*?)<\/a>/g)]
        .map(([, text]) => text.replace(/<[^>]+>/g, ''));
      assert.ok(links.length > 5 && !links.some((text) => text.includes(line.title)), line.title);
    }
    // The revision under way: the public reads the edition before it.
    const revised = open.find((line) => line.public);
    const detail = (await supervisor.get(`/api/v1/documents/${revised.id}`)).body;
    const shown = await reader.get(detail.address);
    assert.equal(shown.status, 200);
    assert.match(shown.text, new RegExp(revised.title));
    assert.doesNotMatch(shown.text, /柳浦幼儿园/);
    assert.match(JSON.stringify(detail.edition.body), /柳浦幼儿园/);
  });
});

describe('the page that shows the interface', () => {
  for (const [name, viewport] of [['1280', laptop], ['390', phone]]) {
    it(`names every operation, with links that lead somewhere (${name})`, async () => {
      const { page, context, trouble } = await visitor({ viewport });
      assert.equal((await page.goto(`${server.url}/api/`)).status(), 200);
      const heads = await page.locator('h3[id]')
        .evaluateAll((all) => all.map((one) => `${one.id} ${one.textContent}`));
      for (const operation of operations) {
        const head = `${operation.operationId} ${operation.verb} ${operation.path}`;
        assert.ok(heads.includes(head), head);
      }
      for (const schema of Object.keys(description.components.schemas)) {
        assert.ok(heads.includes(`${schema} ${schema}`), schema);
      }
      const hrefs = await page.locator('a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      const links = new Set(hrefs);
      const ids = new Set(await page.locator('[id]').evaluateAll((all) => all.map((one) => one.id)));
      for (const link of links) {
        if (link.startsWith('#')) assert.ok(ids.has(link.slice(1)), link);
        else assert.equal((await fetch(new URL(link, page.url()))).status, 200, link);
      }
      assert.deepEqual(await axeViolations(page), []);
      assert.equal(await overflow(page), 0);
      await picture(page, `api-${name}`);
      assert.deepEqual(troubles(trouble), []);
      await context.close();
    });

    it(`has a page that each refusal leads to (${name})`, async () => {
      const { page, context, trouble } = await visitor({ viewport });
      assert.ok(met.size > 5, [...met.keys()].join());
      for (const [key, { body, status }] of met) {
        await page.goto(server.url + body.type);
        const line = page.locator(':target');
        assert.ok(await line.isVisible(), body.type);
        assert.equal(await line.getByRole('definition').textContent(), body.title);
        assert.match(await line.getByRole('term').textContent(), new RegExp(`^${key}( \\d+)* ${status}`));
      }
      const keys = await page.locator('dl > div[id]').evaluateAll((all) => all.map((one) => one.id));
      assert.equal(new Set(keys).size, keys.length);
      assert.ok(keys.length > 200 && !keys.some((key) => key.startsWith('console_')), `${keys.length} keys`);
      assert.deepEqual(await axeViolations(page), []);
      assert.equal(await overflow(page), 0);
      await picture(page, `api-problems-${name}`);
      assert.deepEqual(troubles(trouble), []);
      await context.close();
    });
  }
});
