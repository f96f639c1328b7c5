// Reading without a mouse, without script, on paper and with large type.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { crawl, kindOf } from './support/crawl.mjs';
import { demonstration } from './support/demonstration.mjs';
import { phone, picture } from './support/reader.mjs';

describe('a reader', () => {
  let documentUrl;
  const { server, visitor } = demonstration({
    prepare: async () => {
      const { pages } = await crawl(`${server.url}/`, 200);
      documentUrl = pages.filter((page) => kindOf(page) === 'document').sort((a, b) => b.size - a.size)[0]?.url;
      assert.ok(documentUrl, 'the demonstration has no policy document');
    },
  });

  it('reaches skip link, search and navigation with the keyboard, and sees where the focus is', async () => {
    const { page, context } = await visitor();
    await page.goto(`${server.url}/`);
    const reached = [];
    for (let i = 0; i < 30; ++i) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => {
        const node = document.activeElement;
        const box = node.getBoundingClientRect();
        const style = getComputedStyle(node);
        const role = node.type === 'search' ? 'search' : node.closest('nav')?.ariaLabel ?? node.tagName;
        return {
          what: node.className === 'skip' ? 'skip' : role,
          inside: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
          marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        };
      }));
    }
    assert.equal(reached[0].what, 'skip', 'the first stop is the skip link');
    assert.ok(reached.some((stop) => stop.what === 'search'), 'the search box is a stop');
    assert.ok(reached.some((stop) => stop.what === '主导航'), 'the navigation is a stop');
    assert.deepEqual(reached.filter((stop) => !stop.inside || !stop.marked), [], 'every stop is visible and marked');
    await page.goto(`${server.url}/`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id || location.hash.slice(1)), 'main');
    await context.close();
  });

  it('needs no script: article, navigation on a phone, search, elder view', async () => {
    const { page, context } = await visitor({ viewport: phone, script: false });
    await page.goto(documentUrl);
    assert.ok((await page.locator('.words').innerText()).length > 50);
    await page.locator('nav.fold summary').click();
    assert.ok(await page.locator('nav.fold a').first().isVisible(), 'the navigation unfolds');
    await page.getByRole('searchbox').first().fill('公开');
    await page.getByRole('searchbox').first().press('Enter');
    assert.ok(await page.locator('.hits li').count() > 0, 'the search finds something');
    await page.getByRole('link', { name: '长者模式', exact: true }).click();
    assert.equal(await page.locator('html').getAttribute('data-view'), 'elder');
    const size = await page.locator('body').evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
    assert.ok(size >= 21, `elder type is ${size}px`);
    await page.getByRole('link', { name: '退出长者模式' }).click();
    assert.notEqual(await page.locator('html').getAttribute('data-view'), 'elder');
    await context.close();
  });

  it('prints the document with its index card and without the site around it', async () => {
    const { page, context } = await visitor();
    await page.goto(documentUrl);
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['nav.bar', 'form.find', '.utility', '.tools']) {
      assert.equal(await page.locator(gone).first().isVisible(), false, `${gone} is printed`);
    }
    assert.ok(await page.locator('dl.index').first().isVisible(), 'the index card is printed');
    assert.ok(await page.locator('.words').isVisible());
    await picture(page, 'document-print');
    await context.close();
  });

  it('sees everything within the budget of a first visit', async () => {
    const { page, context } = await visitor();
    let bytes = 0;
    page.on('response', async (answer) => {
      if (answer.request().resourceType() === 'image') return;
      const sizes = await answer.request().sizes().catch(() => null);
      bytes += sizes?.responseBodySize ?? 0;
    });
    await page.goto(`${server.url}/`, { waitUntil: 'networkidle' });
    assert.ok(bytes > 1000 && bytes < 100 * 1024, `a first visit takes ${bytes} bytes`);
    await context.close();
  });
});
