import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';

import { DraftStore } from '../src/drafts/store';
import type { LocalDraft, Words } from '../src/drafts/store';

const wordsOfTitle = (title: string): Words => ({
  metadata: { title },
  body: { blocks: [{ kind: 'paragraph', runs: [{ text: title }] }] },
});
const draft = (id: number, person: number, title: string, savedAt: string, kind = 'document'): LocalDraft => ({
  ...{ kind, id, person, revision: 3, title, savedAt },
  address: `/documents/${id}/edit`,
  words: wordsOfTitle(title),
});
const document7 = { kind: 'document', id: 7 };
/** As copies were kept while there were only documents. */
const former = (document: number, person: number, title: string, savedAt: string) => ({
  ...{ document, person, revision: 3, title, savedAt },
  ...wordsOfTitle(title),
});

globalThis.IDBKeyRange = IDBKeyRange;
const keyOf = (digit: string) => digit.repeat(64);

describe('the copies on this computer', () => {
  let factory: IDBFactory;
  const mine = () => DraftStore.open({ id: 1, key: keyOf('a') }, factory);
  const theirs = () => DraftStore.open({ id: 2, key: keyOf('b') }, factory);
  /** All that a stranger finds who looks into the store by hand. */
  const onDisk = async (name = 'daylight-drafts') => {
    const request = factory.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const all = database.transaction('drafts').objectStore('drafts').getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    database.close();
    return all.result as Record<string, unknown>[];
  };
  beforeEach(() => {
    factory = new IDBFactory();
  });

  it('outlive the page', async () => {
    const before = await mine();
    await before.keep(draft(7, 1, '甲', '2026-11-22T09:00:00'));
    before.close();
    const after = await mine();
    expect(await after.find(document7)).toEqual(draft(7, 1, '甲', '2026-11-22T09:00:00'));
  });

  it('belong to one person', async () => {
    await (await mine()).keep(draft(7, 1, '甲', '2026-11-22T09:00:00'));
    const other = await theirs();
    expect(await other.find(document7)).toBeNull();
    expect(await other.list()).toEqual([]);
    await other.erase();
    expect((await (await mine()).list()).map((one) => one.title)).toEqual(['甲']);
  });

  it('hold no word in clear text, and open under no other key', async () => {
    await (await mine()).keep(draft(7, 1, 'unsent words', '2026-11-22T09:00:00'));
    const [kept] = await onDisk();
    expect(Object.keys(kept).sort()).toEqual(['bytes', 'document', 'nonce', 'person']);
    const bytes = Buffer.from(kept.bytes as ArrayBuffer);
    expect(bytes.length).toBeGreaterThan(50);
    expect(bytes.includes('unsent')).toBe(false);
    const pretender = await DraftStore.open({ id: 1, key: keyOf('c') }, factory);
    expect(await pretender.find(document7)).toBeNull();
    expect(await pretender.list()).toEqual([]);
  });

  it('hold the latest words once, the latest first, and can be dropped', async () => {
    const store = await mine();
    // Not waited for one by one: that is how they come while somebody types.
    await Promise.all([
      store.keep(draft(7, 1, '甲', '2026-11-03T09:00:00')),
      store.keep(draft(8, 1, '乙', '2026-11-10T09:05:00')),
      store.keep(draft(7, 1, '丙', '2026-11-22T09:10:00')),
    ]);
    expect((await store.list()).map((one) => one.title)).toEqual(['丙', '乙']);
    void store.keep(draft(7, 1, '丁', '2026-11-22T09:11:00'));
    await store.drop(document7);
    expect((await store.list()).map((one) => one.title)).toEqual(['乙']);
    await store.erase();
    expect(await onDisk()).toEqual([]);
  });

  it('of before, which were in clear text, are sealed for their person and gone for everybody else', async () => {
    const request = factory.open('daylight-console', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('drafts', { keyPath: ['person', 'document'] });
    const old = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const writing = old.transaction('drafts', 'readwrite');
    writing.objectStore('drafts').put(former(7, 1, '甲', '2026/11/22 09:00:00'));
    writing.objectStore('drafts').put(former(8, 2, '乙', '2026/11/22 09:00:00'));
    await new Promise((resolve) => (writing.oncomplete = resolve)); // and an old tab still holds it open
    expect(await (await mine()).find(document7)).toMatchObject({ ...document7, words: wordsOfTitle('甲') });
    expect(await onDisk('daylight-console')).toEqual([]);
  });

  it('of before there was anything but documents are found by their number, and take the new words', async () => {
    (await mine()).close(); // makes the store, which is the same as it was
    const kept = former(7, 1, '甲', '2026-11-22T09:00:00');
    const key = await crypto.subtle.importKey('raw', Buffer.from(keyOf('a'), 'hex'), 'AES-GCM', false, ['encrypt']);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode('1/7') };
    const bytes = await crypto.subtle.encrypt(how, key, new TextEncoder().encode(JSON.stringify(kept)));
    const request = factory.open('daylight-drafts', 1);
    await new Promise((resolve) => (request.onsuccess = resolve));
    const writing = request.result.transaction('drafts', 'readwrite');
    writing.objectStore('drafts').put({ person: 1, document: 7, nonce, bytes });
    await new Promise((resolve) => (writing.oncomplete = resolve));

    const store = await mine();
    expect(await store.list()).toEqual([draft(7, 1, '甲', '2026-11-22T09:00:00')]);
    await store.keep(draft(7, 1, '乙', '2026-11-23T09:00:00'));
    expect((await store.list()).map((one) => one.title)).toEqual(['乙']);
  });

  it('of one number and two kinds are two', async () => {
    const store = await mine();
    await store.keep(draft(7, 1, '信息', '2026-11-22T09:00:00'));
    await store.keep(draft(7, 1, '申请', '2026-11-22T09:01:00', 'request'));
    expect((await store.find(document7))?.title).toBe('信息');
    expect((await store.find({ kind: 'request', id: 7 }))?.title).toBe('申请');
    await store.drop(document7);
    expect((await store.list()).map((one) => one.kind)).toEqual(['request']);
    await store.erase();
    expect(await onDisk()).toEqual([]);
  });
});
