// What is found in a document before it is published: seen while it is written, at every step and in its dialogs,
// answered by who may, and in the way of publication until then.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { demonstration } from './support/demonstration.mjs';
import { overflow, phone, picture, troubles } from './support/reader.mjs';
import { call, expectFit, newDraft, open, opened, praised } from './support/staff.mjs';

const { server, clerk } = demonstration();
const show = (one, id) => open(one, server.url, `/documents/${id}`);
const panel = (page) => page.getByRole('region', { name: '发布前核对' });

async function rewritten(page, id, ...paragraphs) {
  const now = (await call(page, 'GET', `/api/v1/documents/${id}`)).body;
  const body = { blocks: paragraphs.map((text) => ({ kind: 'paragraph', runs: [{ text }] })) };
  const answer = await call(page, 'PUT', `/api/v1/documents/${id}`, { metadata: now.edition.metadata, body },
    { 'If-Match': `"r${now.revision}"` });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

describe('what is found in a document', () => {
  let id;

  it('is shown to its drafter, who answers for a placeholder and not for personal data', async () => {
    const one = await clerk('lin.zhixia');
    const { page } = one;
    id = await newDraft(page, '关于公布值班电话的通知');
    await rewritten(page, id, '请于XX年底前完成。', ...Array(30).fill('各科室应当落实。'), '值班手机13812345678。');
    await show(one, id);
    await panel(page).getByText('还有 2 条要改正或说明理由').waitFor();
    assert.equal(await panel(page).getByRole('checkbox').count(), 1, 'personal data is for a reviewer');
    await panel(page).getByText('个人信息须由审核人或保密审查人说明').waitFor();
    await panel(page).getByRole('button', { name: '第 32 段' }).click();
    assert.equal(await page.locator('[data-block="31"]').evaluate((block) => document.activeElement === block), true);
    await expectFit(one, 'findings');
    await picture(page, 'findings-drafter-1280');
    await panel(page).getByRole('checkbox').check();
    await panel(page).getByRole('button', { name: '照此公开' }).click();
    await panel(page).getByRole('alert').getByText('请写明理由').waitFor();
    await panel(page).getByLabel('照此公开的理由').fill('表式的一部分');
    await expectFit(one, 'answering');
    await panel(page).getByRole('button', { name: '照此公开' }).click();
    await praised(page, '已说明');
    await panel(page).getByText('还有 1 条要改正或说明理由').waitFor();
    await panel(page).getByText('表式的一部分').waitFor();
    await page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: '送审', exact: true }).click();
    const dialog = await opened(page, '送审');
    await dialog.getByText('发布前还有 1 条提示待说明').waitFor();
    await expectFit(one, 'the dialog of a step');
    await picture(page, 'findings-step-1280');
    await dialog.getByRole('button', { name: '确认送审' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(troubles(one.trouble), []);
    await one.context.close();
  });

  it('keeps it from the public until a reviewer has answered', async () => {
    const steps = async (login, ...taken) => {
      const one = await clerk(login);
      for (const step of taken) {
        const done = await call(one.page, 'POST', `/api/v1/documents/${id}/steps`, { step, reason: '不涉密' });
        assert.equal(done.status, 200, JSON.stringify(done.body));
      }
      await one.context.close();
    };
    await steps('zhou.mingyuan', 'review');
    await steps('he.shoujing', 'clear');
    const publisher = await clerk('shen.ruogu');
    await show(publisher, id);
    const bar = publisher.page.getByRole('toolbar', { name: '办理' });
    assert.equal(await bar.getByRole('button', { name: '发布', exact: true }).isDisabled(), true);
    await bar.getByText('请先逐条处理').waitFor();
    await publisher.context.close();

    const reviewer = await clerk('zhou.mingyuan', phone);
    const { page } = reviewer;
    await show(reviewer, id);
    await panel(page).getByRole('button', { name: '全选' }).click();
    await panel(page).getByLabel('照此公开的理由').fill('值班手机，经本人同意公开');
    assert.equal(await overflow(page), 0);
    await panel(page).scrollIntoViewIfNeeded();
    await picture(page, 'findings-reviewer-390');
    await expectFit(reviewer, 'answering on a phone');
    await panel(page).getByRole('button', { name: '照此公开' }).click();
    await praised(page, '已说明');
    await panel(page).getByText('没有待说明的提示').waitFor();
    assert.deepEqual(troubles(reviewer.trouble), []);
    await reviewer.context.close();
    await steps('shen.ruogu', 'publish');
  });
});
