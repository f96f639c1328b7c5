// Copies of drafts on this computer (IndexedDB), so that nothing typed is lost when the browser
// crashes, the session ends or the network breaks. A copy belongs to one person and one thing, of whatever kind, and
// goes away once the server has the same words, or when its person signs out.
//
// Copies are encrypted (AES-GCM) under a key that the server hands out with that person's session and that is kept in
// memory alone, so whoever uses the computer next reads nothing. A browser encrypts only on pages that came
// over TLS or from the same computer; elsewhere no copy is made.
import type { Metadata } from '../api/types';
import type { Tree } from '../content/tree';
import { localStamp } from '../parts/formats';

export interface Words {
  metadata: Partial<Metadata>;
  body: Tree;
}
/** What is written: its kind, such as "document", and its number within that kind. */
export interface Subject {
  kind: string;
  id: number;
}
export interface LocalDraft<W = Words> extends Subject {
  person: number;
  revision: number;
  title: string;
  address: string; // of the page where it is written, below /console
  savedAt: string; // local time, as ISO 8601 has it
  words: W;
}

/** Whose copies, and the key of theirs: 64 hexadecimal digits. */
export interface Owner {
  id: number;
  key: string;
}

interface Sealed {
  person: number;
  document: Place;
  nonce: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

const kStore = 'drafts';
const kName = 'daylight-drafts';
const kFormer = 'daylight-console'; // copies in clear text, as they were once kept

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

// Documents keep the bare number that they had when there was nothing else, so that copies of then are found; a key
// of the database may be either. Do not rename.
type Place = number | string;
const placeOf = ({ kind, id }: Subject): Place => (kind === 'document' ? id : `${kind}:${id}`);

/** What was kept, also before there were other kinds: then the words stood beside the rest. */
function draftIn(kept: LocalDraft<unknown> | (Omit<LocalDraft, keyof Subject> & Words & { document: number })) {
  if (!('document' in kept)) return kept;
  const { document, metadata, body, ...rest } = kept;
  const now = { kind: 'document', id: document, address: `/documents/${document}/edit`, words: { metadata, body } };
  return { ...rest, ...now };
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(kStore, { keyPath: ['person', 'document'] });
  return settled(request);
}

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const contextOf = (person: number, document: Place) => new TextEncoder().encode(`${person}/${document}`);

export class DraftStore {
  // Each waits for the one before it: what is kept last must stay, however long sealing takes.
  private tail: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly database: IDBDatabase,
    private readonly person: number,
    private readonly key: CryptoKey,
  ) {}

  static async open(owner: Owner, factory: IDBFactory = indexedDB): Promise<DraftStore> {
    const key = await crypto.subtle.importKey('raw', bytesOf(owner.key), 'AES-GCM', false, ['encrypt', 'decrypt']);
    const store = new DraftStore(await openDatabase(factory, kName), owner.id, key);
    await store.takeOverFormer(factory).catch(() => {});
    return store;
  }

  /** Keeps a copy; what is written is on disk when the promise is fulfilled. */
  keep(draft: LocalDraft<unknown>): Promise<void> {
    const text = JSON.stringify(draft);
    return this.inTurn(async () => {
      const sealed = await this.seal(placeOf(draft), text);
      const transaction = this.database.transaction(kStore, 'readwrite', { durability: 'strict' });
      transaction.objectStore(kStore).put(sealed);
      await finished(transaction);
    });
  }

  async find<W = Words>(subject: Subject): Promise<LocalDraft<W> | null> {
    await this.tail;
    const store = this.database.transaction(kStore).objectStore(kStore);
    const found = await settled<Sealed | undefined>(store.get([this.person, placeOf(subject)]));
    return found ? ((await this.unseal(found)) as LocalDraft<W> | null) : null;
  }

  drop(subject: Subject): Promise<void> {
    return this.remove([this.person, placeOf(subject)]);
  }

  /** Drops all copies of this person. */
  erase(): Promise<void> {
    return this.remove(this.own());
  }

  /** The copies of this person, the latest first. */
  async list(): Promise<LocalDraft<unknown>[]> {
    await this.tail;
    const store = this.database.transaction(kStore).objectStore(kStore);
    const drafts: LocalDraft<unknown>[] = [];
    for (const sealed of await settled<Sealed[]>(store.getAll(this.own()))) {
      const draft = await this.unseal(sealed);
      if (draft) drafts.push(draft);
    }
    return drafts.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  }

  close(): void {
    this.database.close();
  }

  private own(): IDBKeyRange {
    return IDBKeyRange.bound([this.person], [this.person, []]);
  }

  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.tail.then(task);
    this.tail = done.catch(() => {});
    return done;
  }

  private remove(which: IDBValidKey | IDBKeyRange): Promise<void> {
    return this.inTurn(async () => {
      const transaction = this.database.transaction(kStore, 'readwrite', { durability: 'strict' });
      transaction.objectStore(kStore).delete(which);
      await finished(transaction);
    });
  }

  private async seal(document: Place, text: string): Promise<Sealed> {
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: 'AES-GCM', iv: nonce, additionalData: contextOf(this.person, document) };
    const bytes = await crypto.subtle.encrypt(how, this.key, new TextEncoder().encode(text));
    return { person: this.person, document, nonce, bytes };
  }

  /** Null when it was sealed under another key: the server's has changed, and nobody can read it any more. */
  private async unseal(sealed: Sealed): Promise<LocalDraft<unknown> | null> {
    const how = { name: 'AES-GCM', iv: sealed.nonce, additionalData: contextOf(sealed.person, sealed.document) };
    try {
      const bytes = await crypto.subtle.decrypt(how, this.key, sealed.bytes);
      return draftIn(JSON.parse(new TextDecoder().decode(bytes)));
    } catch {
      return null;
    }
  }

  /** Seals what was kept in clear text of this person, and takes away all that was. */
  private async takeOverFormer(factory: IDBFactory): Promise<void> {
    const known = await factory.databases();
    if (!known.some((one) => one.name === kFormer)) return;
    const former = await openDatabase(factory, kFormer);
    const all = await settled<Parameters<typeof draftIn>[0][]>(former.transaction(kStore).objectStore(kStore).getAll());
    for (const draft of all)
      if (draft.person === this.person) await this.keep({ ...draftIn(draft), savedAt: localStamp() });
    const transaction = former.transaction(kStore, 'readwrite', { durability: 'strict' });
    transaction.objectStore(kStore).clear();
    await finished(transaction);
    former.close();
  }
}

/** A browser that refuses storage (private windows of some) or encryption works on without copies. */
export async function openDrafts(owner: Owner | null): Promise<DraftStore | null> {
  try {
    return owner ? await DraftStore.open(owner) : null;
  } catch {
    return null;
  }
}
