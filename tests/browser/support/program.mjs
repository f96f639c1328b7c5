// Starts the built program on scratch data, for a test file's lifetime.
//
// The program is DAYLIGHT_PROGRAM, else build/release/daylight. Scratch data live in the
// folder for temporary files and are removed afterwards; the demonstration is made once,
// kept in build/browser and copied.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
export const program = path.resolve(process.env.DAYLIGHT_PROGRAM ?? path.join(root, 'build/release/daylight'));
export const shots = path.join(root, 'build/shots');
const kept = path.join(root, 'build/browser');
const runFile = promisify(execFile);

/** Runs `daylight ARGS…` to its end; its standard output, or an error that carries what it said. */
export async function daylight(...args) {
  try {
    const { stdout } = await runFile(program, args, { cwd: root, maxBuffer: 64 << 20, timeout: 300_000 });
    return stdout;
  } catch (error) {
    const said = new Error(`daylight ${args.slice(0, 3).join(' ')} …: ${error.stderr || error.message}`);
    throw Object.assign(said, { stdout: error.stdout });
  }
}

function freshFolder(name) {
  return fs.mkdtempSync(path.join(os.tmpdir(), `daylight-${name}-`));
}

/** The folder with the demonstration as this build of the program makes it, which is made when it is not there. */
export async function demoTemplate() {
  const stamp = createHash('sha256').update(fs.readFileSync(program)).digest('hex').slice(0, 16);
  const template = path.join(kept, `demo-${stamp}`);
  if (fs.existsSync(template)) return template;
  const made = freshFolder('making');
  try {
    await daylight('demo', '--data', path.join(made, 'data'));
    fs.mkdirSync(kept, { recursive: true });
    const whole = fs.mkdtempSync(path.join(kept, 'making-'));
    fs.cpSync(made, whole, { recursive: true });
    try {
      fs.renameSync(whole, template);
    } catch {
      fs.rmSync(whole, { recursive: true, force: true });  // somebody else has made it at the same time
    }
  } finally {
    fs.rmSync(made, { recursive: true, force: true });
  }
  return template;
}

/** A data folder of one's own with the demonstration. */
async function demoData() {
  const data = path.join(freshFolder('run'), 'data');
  fs.cpSync(path.join(await demoTemplate(), 'data'), data, { recursive: true });
  return data;
}

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitUntilReady(url, child, log) {
  for (let i = 0; i < 200; ++i) {
    if (child.exitCode !== null) throw new Error(`daylight serve ended with ${child.exitCode}: ${log()}`);
    try {
      const answer = await fetch(`${url}/readyz`);
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`daylight serve was not ready within 10 s: ${log()}`);
}

/** Serves a data folder; `stop` ends the server and removes the folder. */
export async function serve(data) {
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(program, ['serve', '--data', data, '--listen', url.slice(7)],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const keep = (bytes) => { said = (said + bytes).slice(-8000); };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    fs.rmSync(path.dirname(data), { recursive: true, force: true });
  };
  try {
    await waitUntilReady(url, child, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, data, stop, log: () => said };
}

/** The demonstration city, served; `behindProxy` believes what a proxy on this machine says of the caller's address. */
export async function serveDemo({ behindProxy = false } = {}) {
  const data = await demoData();
  if (behindProxy) {
    const file = path.join(data, 'daylight.toml');
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.replace('# trusted_proxies = []', 'trusted_proxies = ["127.0.0.1"]'));
  }
  return serve(data);
}

/** An empty installation with one agency, not served yet; `more` goes to `init`. */
export async function emptyInstallation(code, name, facts, ...more) {
  const folder = freshFolder('empty');
  const data = path.join(folder, 'data');
  const file = path.join(folder, 'facts.json');
  fs.writeFileSync(file, JSON.stringify(facts));
  await daylight('init', '--data', data, '--agency', code, '--name', name, '--facts', file, ...more);
  return data;
}

/** Calls `probe` until it returns something true, at most `milliseconds`. */
export async function eventually(milliseconds, probe) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
