// The Nu HTML checker over many pages in one run of the Java machine.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { root } from './program.mjs';

const jar = path.join(root, 'node_modules/vnu-jar/build/dist/vnu.jar');

/** `pages` is [[name, html]…]; the errors and warnings found, as "name:line: message". */
export async function htmlErrors(pages) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'daylight-html-'));
  try {
    const names = new Map();
    pages.forEach(([name, html], index) => {
      const file = path.join(folder, `${index}.html`);
      fs.writeFileSync(file, html);
      names.set(`file:${file}`, name);
    });
    const report = await new Promise((resolve, reject) => {
      execFile('java', ['-Xss2m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--skip-non-html', folder],
        { maxBuffer: 256 << 20, timeout: 240_000 },
        (error, stdout, stderr) => {
          if (error) reject(error);
          else resolve(JSON.parse(stderr || stdout || '{"messages":[]}'));
        });
    });
    return report.messages
      .filter((message) => message.type !== 'info' || message.subType === 'warning')
      .map((message) => `${names.get(message.url)}:${message.lastLine}: ${message.message} ${message.extract ?? ''}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
