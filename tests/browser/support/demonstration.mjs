// The demonstration city with people in it, for the tests of a file or of a `describe`.
import { after, before } from 'node:test';

import { serveDemo } from './program.mjs';
import { launch, newReader } from './reader.mjs';
import { newClerk } from './staff.mjs';

/**
 * Serves the demonstration and opens a browser before the tests, and ends both after them. `server` has its address
 * once the tests run; `clerk` signs somebody in to the console; `visitor` opens a page without a session. What else
 * has to be there before the tests is made by `prepare`: hooks of a file do not wait for one another.
 */
export function demonstration({ prepare = async () => {}, ...options } = {}) {
  const server = {};
  let browser;
  before(async () => {
    Object.assign(server, await serveDemo(options));
    browser = await launch();
    await prepare();
  });
  after(async () => {
    await browser?.close();
    await server.stop?.();
  });
  return {
    server,
    clerk: (login, viewport) => newClerk(browser, server.url, login, viewport),
    visitor: (view) => newReader(browser, view),
  };
}
