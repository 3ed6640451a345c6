import { createHash } from 'node:crypto';
import { type Dirent } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrorCode, syncDirectory } from './fs-blobs.js';

/** One version of one key. A deletion is a version too, without content. */
export interface Entry {
  key: string;
  versionId: string;
  /** Instant, ISO 8601 UTC. */
  createdAt: string;
  content?: { sha256: string; bytes: number; contentType: string };
  /** Instant, ISO 8601 UTC. */
  retainUntil?: string;
}

/** A version together with its place in the sequence of its key. */
export interface PlacedEntry {
  entry: Entry;
  sequence: number;
}

const MAX_SEGMENT = 200;
// `@` marks the directory of an object, so that `a` and `a/b` can both be keys; encoding never yields it.
const OBJECT_MARK = '@';
const VERSION_FILE = /^(\d{10})\.json$/;

function encodeSegment(segment: string): string {
  const encoded = Array.from(Buffer.from(segment), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9_-]/.test(char) ? char : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
  return encoded.length <= MAX_SEGMENT ? encoded : `~${createHash('sha256').update(segment).digest('hex')}`;
}

/**
 * The index of the file-system driver: `keys/<encoded path>@/<sequence>.json`. A new version is a hard link to the next
 * number, which exactly one writer wins, in this process or another: the file system is the lock.
 */
export class EntryDirectory {
  private readonly keys: string;

  constructor(root: string) {
    this.keys = join(root, 'keys');
  }

  async open(): Promise<void> {
    await mkdir(this.keys, { recursive: true });
  }

  /** The latest version of the key, a deletion included. */
  async latest(key: string): Promise<PlacedEntry | undefined> {
    const directory = this.directoryOf(key);
    const sequence = (await versionsIn(directory)).at(-1);
    return sequence === undefined ? undefined : { entry: await readEntry(directory, sequence), sequence };
  }

  async version(key: string, versionId: string): Promise<PlacedEntry | undefined> {
    const directory = this.directoryOf(key);
    for (const sequence of (await versionsIn(directory)).reverse()) {
      const entry = await readEntry(directory, sequence);
      if (entry.versionId === versionId) return { entry, sequence };
    }
    return undefined;
  }

  /** Adds the entry right after `previous`; false when another writer was faster. */
  async append(entry: Entry, previous: number, temporary: string): Promise<boolean> {
    const directory = this.directoryOf(entry.key);
    const firstCreated = await mkdir(directory, { recursive: true });
    try {
      await writeSynced(temporary, JSON.stringify(entry));
      await link(temporary, join(directory, versionFile(previous + 1)));
      await syncDirectory(directory);
      if (firstCreated !== undefined) await syncDirectory(join(firstCreated, '..'));
      return true;
    } catch (error) {
      if (hasErrorCode(error, 'EEXIST')) return false;
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async remove(placed: PlacedEntry): Promise<void> {
    const directory = this.directoryOf(placed.entry.key);
    await rm(join(directory, versionFile(placed.sequence)), { force: true });
    await syncDirectory(directory);
  }

  /** The latest version of every key that starts with the prefix; whole directories outside it are not read. */
  async *latestUnder(prefix: string): AsyncGenerator<Entry> {
    const segments = prefix.split('/');
    const last = segments.pop() ?? '';
    const start = join(this.keys, ...segments.map(encodeSegment));
    for await (const directory of objectDirectories(start, encodeSegment(last))) {
      const sequence = (await versionsIn(directory)).at(-1);
      if (sequence === undefined) continue;
      const entry = await readEntry(directory, sequence);
      if (entry.key.startsWith(prefix)) yield entry;
    }
  }

  /** Every version of every key. */
  async *all(): AsyncGenerator<Entry> {
    for await (const directory of objectDirectories(this.keys, '')) {
      for (const sequence of await versionsIn(directory)) yield await readEntry(directory, sequence);
    }
  }

  private directoryOf(key: string): string {
    return join(this.keys, ...key.split('/').map(encodeSegment)) + OBJECT_MARK;
  }
}

/** Object directories below `start`; at the first level only names that may belong to the encoded beginning. */
async function* objectDirectories(start: string, beginning: string): AsyncGenerator<string> {
  for (const child of await directoriesIn(start)) {
    // A hashed long name hides its beginning: let it through, the key inside decides.
    if (!child.name.startsWith(beginning) && !child.name.startsWith('~') && !beginning.startsWith('~')) continue;
    const path = join(start, child.name);
    if (child.name.endsWith(OBJECT_MARK)) yield path;
    else yield* objectDirectories(path, '');
  }
}

async function directoriesIn(path: string): Promise<Dirent[]> {
  return (await readIfPresent(path)).filter((child) => child.isDirectory());
}

async function versionsIn(directory: string): Promise<number[]> {
  const names = (await readIfPresent(directory)).map((child) => VERSION_FILE.exec(child.name)?.[1]);
  return names
    .filter((name) => name !== undefined)
    .map(Number)
    .sort((left, right) => left - right);
}

async function readIfPresent(path: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function readEntry(directory: string, sequence: number): Promise<Entry> {
  return JSON.parse(await readFile(join(directory, versionFile(sequence)), 'utf8')) as Entry;
}

function versionFile(sequence: number): string {
  return `${sequence.toString().padStart(10, '0')}.json`;
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o640);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
