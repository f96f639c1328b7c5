// A reader: Chromium at a width, with or without script, in the ordinary or the elder view.
// Every page it opens is watched for console errors, failed requests and uncaught exceptions.
import fs from 'node:fs';
import path from 'node:path';

import axe from 'axe-core';
import { chromium } from 'playwright-core';

import { shots } from './program.mjs';

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

// The shell is the same engine without the browser's own windows, for little more than half the cost.
const shell = '/usr/lib/chromium/chromium-headless-shell';

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? (fs.existsSync(shell) ? shell : '/usr/bin/chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
  });
}

let readers = 0;

/**
 * A page of a new reader, who comes from an address of their own where the server believes a proxy; `trouble` fills
 * with what went wrong while it reads.
 */
export async function newReader(browser, { viewport = desktop, script = true, elder = null } = {}) {
  const context = await browser.newContext({
    viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', javaScriptEnabled: script,
    isMobile: viewport.width < 600, hasTouch: viewport.width < 600,
    extraHTTPHeaders: { 'X-Forwarded-For': `198.51.100.${++readers % 250 + 1}` },
  });
  const page = await context.newPage();
  const trouble = [];
  page.on('console', (message) => {
    // The browser itself logs the status of a page that is meant to be 404 or 410.
    if (message.type() !== 'error' || /status of 4(04|10)/.test(message.text())) return;
    trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Aborted: the reader went on before it had come.
    const fault = request.failure()?.errorText;
    if (fault !== 'net::ERR_ABORTED') trouble.push(`request: ${request.url()} ${fault}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400 && answer.request().resourceType() !== 'document') {
      trouble.push(`asset: ${answer.status()} ${answer.url()}`);
    }
  });
  if (elder) {
    await page.goto(elder);
    await page.getByRole('link', { name: '长者模式', exact: true }).click();
    await page.locator('html[data-view="elder"]').waitFor({ timeout: 5000 });
  }
  return { page, context, trouble };
}

/** What went wrong, each thing once, shortest account. */
export function troubles(trouble) {
  return [...new Set(trouble)].map((line) => line.slice(0, 200)).slice(0, 10);
}

/** Waits until nothing slides or fades any more: what is half shown has neither its colours nor its place. */
export function settle(page) {
  return page.evaluate(async () => {
    const moves = () => document.getAnimations().some((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    for (let quiet = 0, frames = 0; quiet < 4 && frames < 600; ++frames) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      quiet = moves() ? 0 : quiet + 1;
    }
  });
}

async function violations(page) {
  await settle(page);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
    preload: false, // of style sheets, which none of these rules reads
  }));
  return result.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id} (${rule.impact}): ${rule.help}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`));
}

/**
 * The violations of the accessibility rules, one readable line each. What begins to fade while it is looked at, such
 * as a message whose time is over, is no violation: the page is looked at once more when it has come to rest.
 */
export async function axeViolations(page) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source);
  const found = await violations(page);
  return found.length > 0 ? violations(page) : found;
}

/** How many pixels a page is wider than its window. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Keeps a full-page picture in build/shots. */
export async function picture(page, name) {
  fs.mkdirSync(shots, { recursive: true });
  // "initial": hiding the caret would need an inline style, which the security policy refuses.
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true, caret: 'initial' });
}

/** How wide the picture of `locator` is by its bytes; waits for them, for they may come after the load event. */
export function widthOf(locator) {
  return locator.evaluate((image) => image.decode().then(() => image.naturalWidth));
}
