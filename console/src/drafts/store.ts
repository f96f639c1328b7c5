// Copies of drafts on this computer (IndexedDB), so that nothing typed is lost when the browser
// crashes, the session ends or the network breaks. A copy belongs to one person and one document and
// goes away once the server has the same words.
import type { Metadata } from '../api/types';
import type { Tree } from '../content/tree';

export interface Words {
  metadata: Partial<Metadata>;
  body: Tree;
}
export interface LocalDraft extends Words {
  person: number;
  document: number;
  revision: number;
  title: string;
  savedAt: string;
}

const kStore = 'drafts';

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

export class DraftStore {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(factory: IDBFactory = indexedDB, name = 'daylight-console'): Promise<DraftStore> {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(kStore, { keyPath: ['person', 'document'] });
    return new DraftStore(await settled(request));
  }

  /** Keeps a copy; what is written is on disk when the promise is fulfilled. */
  async keep(draft: LocalDraft): Promise<void> {
    // A plain copy: what the views hold is wrapped by the framework and cannot be stored.
    const plain = JSON.parse(JSON.stringify(draft)) as LocalDraft;
    const transaction = this.database.transaction(kStore, 'readwrite', { durability: 'strict' });
    transaction.objectStore(kStore).put(plain);
    await finished(transaction);
  }

  async find(person: number, document: number): Promise<LocalDraft | null> {
    const store = this.database.transaction(kStore).objectStore(kStore);
    return (await settled<LocalDraft | undefined>(store.get([person, document]))) ?? null;
  }

  async drop(person: number, document: number): Promise<void> {
    const transaction = this.database.transaction(kStore, 'readwrite');
    transaction.objectStore(kStore).delete([person, document]);
    await finished(transaction);
  }

  /** The copies of one person, the latest first. */
  async list(person: number): Promise<LocalDraft[]> {
    const store = this.database.transaction(kStore).objectStore(kStore);
    const all = await settled<LocalDraft[]>(store.getAll());
    return all.filter((draft) => draft.person === person).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  }

  close(): void {
    this.database.close();
  }
}

/** A browser that refuses storage (private windows of some) works on without copies. */
export async function openDrafts(): Promise<DraftStore | null> {
  try {
    return await DraftStore.open();
  } catch {
    return null;
  }
}
