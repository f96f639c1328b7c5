// People and other systems that speak HTTP to the program without a browser, and request bodies made from its
// own description. Each request comes from an address of its own, as the proxy in front says it, because the limits
// of how often one may ask are not what is tried here: serve with `behindProxy`.
import { password } from './staff.mjs';

let asked = 0;

/** Somebody who speaks to the API: keeps cookies and the form token. */
export class Caller {
  constructor(url) {
    this.url = url;
    this.jar = new Map();
    this.token = '';
  }

  async ask(verb, address, { body, headers = {}, token = this.token } = {}) {
    asked += 1;
    const own = { 'X-Forwarded-For': `10.20.${asked >> 8}.${asked & 255}` };
    if (this.jar.size > 0) own.Cookie = [...this.jar].map((pair) => pair.join('=')).join('; ');
    if (token) own['X-CSRF-Token'] = token;
    if (body !== undefined) own['Content-Type'] = typeof body === 'string' ? 'text/plain' : 'application/json';
    const answer = await fetch(this.url + address, {
      method: verb, redirect: 'manual', headers: { ...own, ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    let json = null;
    try {
      json = JSON.parse(text);
    } catch {
      // a file
    }
    for (const line of answer.headers.getSetCookie()) {
      const [name, ...value] = line.split(';')[0].split('=');
      this.jar.set(name, value.join('='));
    }
    return { status: answer.status, text, body: json, etag: answer.headers.get('etag') };
  }

  get(address) {
    return this.ask('GET', address);
  }
}

/** Signs one of the people of the demonstration in. */
export async function signedIn(url, login) {
  const caller = new Caller(url);
  const answer = await caller.ask('POST', '/api/v1/session', { body: { login, password } });
  if (answer.status !== 200) throw new Error(`${login}: ${answer.status} ${answer.text}`);
  caller.token = answer.body.csrf_token;
  caller.person = answer.body.person;
  return caller;
}

const verbs = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of an OpenAPI document, one object each. */
export function operationsOf(description) {
  return Object.entries(description.paths).flatMap(([path, item]) => verbs.filter((verb) => item[verb]).map(
    (verb) => ({ path, verb: verb.toUpperCase(), ...item[verb] })));
}

/** A value that a schema accepts; `known` has the values of members by their name. */
function valueOf(schema, known, description, name = '') {
  if (name in known) return known[name];
  const named = schema.$ref?.split('/').pop();
  if (named) return valueOf(description.components.schemas[named], known, description, name);
  if (schema.anyOf) return valueOf(schema.anyOf[0], known, description, name);
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map(
        (member) => [member, valueOf(schema.properties[member], known, description, member)]));
    case 'array': return [];
    case 'boolean': return false;
    case 'integer': return 1;
    default: return { 'date': '2027-01-04', 'date-time': '2027-01-04T09:00:00+08:00' }[schema.format] ?? '说明';
  }
}

/** A body that the operation would take; nothing where it takes none. */
export function bodyFor(operation, known, description) {
  const content = operation.requestBody?.content;
  if (!content) return undefined;
  return content['application/json'] ? valueOf(content['application/json'].schema, known, description) : '一段正文';
}

/** The address of an operation with the values of `known` in path and query. */
export function addressFor(operation, known) {
  const path = operation.path.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(known[name] ?? whole));
  const query = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.name in known)
    .map((one) => `${one.name}=${encodeURIComponent(known[one.name])}`);
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}
