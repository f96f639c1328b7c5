// How the console is built: one page below /console/, each view in a file of its own, no inline code.
import vue from '@vitejs/plugin-vue';
import components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vitest/config';

// Each component is taken from its own folder: the library's common entry would make every build read
// all of it.
const kFolder: Record<string, string> = {
  'checkbox-group': 'checkbox',
  'form-item': 'form',
  'option': 'select',
  'skeleton-item': 'skeleton',
};
function elementPlus(tag: string) {
  if (!/^El[A-Z]/.test(tag)) return undefined;
  const name = tag
    .slice(2)
    .replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();
  return {
    name: tag,
    from: `element-plus/es/components/${kFolder[name] ?? name}/index.mjs`,
    sideEffects: `element-plus/es/components/${name}/style/css`,
  };
}

export default defineConfig({
  base: '/console/',
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [elementPlus] })],
  build: {
    target: 'es2020',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    manifest: 'manifest.json',
    reportCompressedSize: false,
  },
  server: {
    // `npm run dev` beside a server of your own: DAYLIGHT_URL=http://127.0.0.1:8080
    proxy: Object.fromEntries(
      ['/api', '/console/preview', '/file'].map((path) => [
        path,
        process.env.DAYLIGHT_URL ?? 'http://127.0.0.1:8080',
      ]),
    ),
  },
  test: {
    environment: 'node', // a file that draws asks for jsdom in its first line
    env: { TZ: 'Asia/Shanghai' }, // days that differ from those of UTC
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000, // beside a build that takes all cores
    server: { deps: { inline: ['element-plus'] } },
  },
});
