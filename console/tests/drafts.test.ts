import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { plainText } from '../src/content/tree';
import type { Tree } from '../src/content/tree';
import { Autosave } from '../src/drafts/autosave';
import { bringTogether, choices, chosen } from '../src/drafts/conflict';
import { mergeTrees } from '../src/drafts/merge';
import type { Failure, SaveState } from '../src/drafts/autosave';
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

/** A server that answers as told, a clock that runs when told. */
class Stage {
  answers: (number | Failure)[] = [];
  sent: [string, number][] = [];
  kept: string[] = [];
  dropped = 0;
  states: SaveState[] = [];
  tasks: { task: () => void; wait: number }[] = [];
  during: () => void = () => {};
  autosave = new Autosave<string>(
    {
      send: async (words, revision) => {
        this.sent.push([words, revision]);
        await Promise.resolve();
        this.during();
        this.during = () => {};
        const answer = this.answers.shift() ?? revision + 1;
        if (typeof answer !== 'number') throw answer;
        return { revision: answer };
      },
      keep: async (words) => {
        this.kept.push(words);
      },
      drop: async () => {
        this.dropped += 1;
      },
      failureOf: (error) => error as Failure,
      changed: (state) => this.states.push(state),
      later: (task, wait) => {
        const entry = { task, wait };
        this.tasks.push(entry);
        return () => {
          this.tasks = this.tasks.filter((one) => one !== entry);
        };
      },
    },
    5,
  );

  async tick(): Promise<void> {
    this.tasks.shift()?.task();
    for (let i = 0; i < 20; ++i) await Promise.resolve();
  }
}

describe('saving by itself', () => {
  it('sends once after a pause, over the revision that it knows, and drops the copy', async () => {
    const stage = new Stage();
    stage.autosave.change('甲');
    stage.autosave.change('甲乙');
    expect(stage.tasks).toHaveLength(1);
    await stage.tick();
    expect(stage.sent).toEqual([['甲乙', 5]]);
    expect(stage.kept).toEqual(['甲', '甲乙']);
    expect([stage.autosave.state, stage.autosave.revision, stage.dropped]).toEqual(['saved', 6, 1]);
  });

  it('sends what is typed during a save with the next one, over the new revision', async () => {
    const stage = new Stage();
    stage.autosave.change('甲');
    stage.during = () => stage.autosave.change('甲乙');
    await stage.tick();
    expect(stage.autosave.unsaved).toBe(true);
    await stage.tick();
    expect(stage.sent).toEqual([
      ['甲', 5],
      ['甲乙', 6],
    ]);
    expect(stage.autosave.unsaved).toBe(false);
  });

  it('stops at a conflict, keeps the copy, and goes on with what the person chose', async () => {
    const stage = new Stage();
    stage.answers = [{ status: 412, title: '已被修改', current: { revision: 9 } }];
    stage.autosave.change('甲');
    await stage.tick();
    expect([stage.autosave.state, stage.dropped]).toEqual(['conflict', 0]);
    stage.autosave.change('甲乙');
    expect(stage.tasks).toHaveLength(0);
    expect(stage.kept).toEqual(['甲', '甲乙']);
    expect(await stage.autosave.resolve('合并', 9)).toBe(true);
    expect(stage.sent.at(-1)).toEqual(['合并', 9]);
  });

  it.each([
    [0, 'offline', true],
    [401, 'offline', true],
    [503, 'offline', true],
    [403, 'refused', false],
    [422, 'refused', false],
  ])('status %i: %s, tried again: %s', async (status, state, again) => {
    const stage = new Stage();
    stage.answers = [{ status: status as number, title: '' }];
    stage.autosave.change('甲');
    await stage.tick();
    expect([stage.autosave.state, stage.tasks.length > 0, stage.autosave.unsaved, stage.dropped]).toEqual([
      state,
      again,
      true,
      0,
    ]);
    if (again) {
      await stage.tick();
      expect(stage.autosave.state).toBe('saved');
    }
  });

  it('waits longer after each failure', async () => {
    const stage = new Stage();
    stage.answers = Array.from({ length: 6 }, () => ({ status: 0, title: '' }));
    stage.autosave.change('甲');
    const waits: number[] = [];
    for (let i = 0; i < 6; ++i) {
      await stage.tick();
      waits.push(stage.tasks[0].wait);
    }
    expect(waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it('says whether all of it is with the server', async () => {
    const stage = new Stage();
    expect(await stage.autosave.flush()).toBe(true);
    stage.answers = [{ status: 500, title: '' }];
    stage.autosave.change('甲');
    expect(await stage.autosave.flush()).toBe(false);
    expect(await stage.autosave.flush()).toBe(true);
  });

  it('forgets the own words when the person gives them up', async () => {
    const stage = new Stage();
    stage.answers = [{ status: 412, title: '' }];
    stage.autosave.change('甲');
    await stage.tick();
    await stage.autosave.giveUp(9);
    expect([stage.autosave.state, stage.autosave.revision, stage.autosave.unsaved, stage.dropped]).toEqual([
      'clean',
      9,
      false,
      1,
    ]);
  });
});

describe('two people at one draft', () => {
  const words = (title: string, source: string, body: string, themes: string[] = []): Words => ({
    metadata: { title, source, themes },
    body: { blocks: [{ kind: 'paragraph', runs: [{ text: body }] }] },
  });
  const base = words('甲', '办公室', '第一段');
  const cases: [string, Words, Words, Words | null, string[], string[]][] = [
    // what, mine, theirs, together (null = to be chosen), asked about, taken over
    ['nobody changed anything', base, base, base, [], []],
    ['only they did', base, words('乙', '办公室', '第二段'), words('乙', '办公室', '第二段'), [], ['title', 'body']],
    ['only I did', words('乙', '办公室', '改'), base, words('乙', '办公室', '改'), [], []],
    [
      'different fields',
      words('乙', '办公室', '第一段'),
      words('甲', '法规科', '第一段'),
      words('乙', '法规科', '第一段'),
      [],
      ['source'],
    ],
    [
      'my body, their title',
      words('甲', '办公室', '改'),
      words('乙', '办公室', '第一段'),
      words('乙', '办公室', '改'),
      [],
      ['title'],
    ],
    [
      'my themes, their body',
      words('甲', '办公室', '第一段', ['城建']),
      words('甲', '办公室', '改'),
      words('甲', '办公室', '改', ['城建']),
      [],
      ['body'],
    ],
    [
      'the same change',
      words('乙', '办公室', '改'),
      words('乙', '办公室', '改'),
      words('乙', '办公室', '改'),
      [],
      [],
    ],
    ['the same field', words('乙', '办公室', '第一段'), words('丙', '办公室', '第一段'), null, ['title'], []],
    [
      'both bodies, and their source',
      words('甲', '办公室', '我的'),
      words('甲', '法规科', '他的'),
      null,
      ['body'],
      ['source'],
    ],
    [
      'emptied by one, changed by the other',
      words('', '办公室', '第一段'),
      words('丙', '办公室', '第一段'),
      null,
      ['title'],
      [],
    ],
  ];
  it.each(cases)('%s', (_name, mine, theirs, together, asked, taken) => {
    const both = bringTogether(base, mine, theirs);
    const open = choices(both.mine, both.theirs);
    expect(open.map((choice) => choice.field)).toEqual(asked);
    expect(both.taken).toEqual(taken);
    if (together) expect(choices(both.mine, together)).toEqual([]);
    // Whatever is chosen, every change of either side that was not asked about is there.
    for (const side of ['mine', 'theirs'] as const) {
      const sides = Object.fromEntries(open.map((choice) => [choice.field, side]));
      const made = chosen(both.mine, both.theirs, sides);
      const own = side === 'mine' ? mine : theirs;
      const lost = choices(own, made).map((choice) => choice.field);
      const other = side === 'mine' ? theirs : mine;
      const changedByOther = choices(base, other).map((choice) => choice.field);
      expect(lost.filter((field) => !changedByOther.includes(field))).toEqual([]);
      expect(
        choices(other, made).every(
          (choice) => asked.includes(choice.field) || !changedByOther.includes(choice.field),
        ),
      ).toBe(true);
    }
  });
});

describe('two bodies that come from one', () => {
  const tree = (text: string): Tree => ({
    blocks: [...text].map((letter) => ({ kind: 'paragraph' as const, runs: [{ text: letter }] })),
  });
  it.each([
    // base, mine, theirs, merged, clean
    ['abc', 'abc', 'abc', 'abc', true],
    ['abc', 'xabc', 'abcy', 'xabcy', true],
    ['abc', 'xbc', 'aby', 'xby', true],
    ['abcd', 'acd', 'abcyd', 'acyd', true],
    ['abc', 'axc', 'axc', 'axc', true],
    ['abc', 'ac', 'abc', 'ac', true],
    ['', 'x', '', 'x', true],
    ['abc', 'axc', 'ayc', 'axyc', false],
    ['abc', 'abcx', 'abcy', 'abcxy', false],
    ['', 'x', 'y', 'xy', false],
    ['abc', 'ac', 'ayc', 'ayc', false],
    ['abc', '', 'abcy', 'abcy', false],
  ])('%s: %s and %s make %s, clean: %s', (base, mine, theirs, merged, clean) => {
    const made = mergeTrees(tree(base), tree(mine), tree(theirs));
    expect([plainText(made.tree).replaceAll('\n', ''), made.clean]).toEqual([merged, clean]);
  });

  it('keep what either side added, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.nat(8), fc.nat(8), (base, i, j) => {
        const text = base.replace(/[^a-z]/g, 'a');
        const put = (letter: string, at: number) => text.slice(0, at) + letter + text.slice(at);
        const { tree: made } = mergeTrees(tree(text), tree(put('甲', i)), tree(put('乙', j)));
        const words = plainText(made);
        expect(words).toContain('甲');
        expect(words).toContain('乙');
      }),
    );
  });
});
