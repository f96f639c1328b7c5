// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { defineComponent, h } from 'vue';

import { offered } from '../src/parts/directory';
import { mounted, rest } from './mounted';

const shown = (read: () => Promise<string[]>) =>
  defineComponent({
    setup() {
      const items = offered(read);
      return () => h('p', items.value.join(' '));
    },
  });

it('offers what was read, and nothing when that fails', async () => {
  await mounted(shown(async () => ['东区', '西区']), {});
  await rest();
  expect(document.body.textContent).toContain('东区 西区');
  document.body.innerHTML = '';
  await mounted(shown(() => Promise.reject(new Error('gone'))), {});
  await rest();
  expect(document.querySelector('p')?.textContent).toBe('');
});
