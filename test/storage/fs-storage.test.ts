import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentDisposition, FsStorage, StorageError } from '@gare/platform/storage';
import { describeObjectStorage, readAll, sha256Of } from './contract.js';

const SECRET = 'a secret that only this test knows';
let directory: string;
let storage: FsStorage;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gare-fs-storage-'));
  storage = await FsStorage.open({ directory, linkSecret: SECRET });
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describeObjectStorage('fs', {
  storage: () => storage,
  conditionIsAtomic: true,
  fetchSigned: async (url) => {
    try {
      const opened = await storage.openSigned(url.replace('/files/', ''));
      const disposition = opened.fileName === undefined ? null : attachmentDisposition(opened.fileName);
      return { status: 200, body: await readAll(opened.body), disposition };
    } catch (error) {
      if (error instanceof StorageError && error.code.startsWith('storage.link_'))
        return { status: 403, body: Buffer.alloc(0), disposition: null };
      throw error;
    }
  },
  tamper: (url) =>
    url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')).replace(/\.(.)/, (_, first: string) => `.${first === 'x' ? 'y' : 'x'}`),
  countLeftovers: async () => (await readdir(join(directory, 'tmp'))).length,
});

describe('fs: several processes and sudden death', () => {
  it('stores equal content once', async () => {
    const body = Buffer.from('lo stesso contenuto due volte');
    const one = await storage.put('dedup/uno', body, { contentType: 'text/plain' });
    const two = await storage.put('dedup/due', body, { contentType: 'text/plain' });
    expect(one.sha256).toBe(two.sha256);
    const files = await readdir(join(directory, 'blobs'), { recursive: true });
    expect(files.filter((file) => file.endsWith(one.sha256))).toHaveLength(1);
  });

  it('removes only content no version refers to', async () => {
    const kept = await storage.put('spazzatura/tenuto', Buffer.from('tenuto'), { contentType: 'text/plain' });
    const gone = await storage.put('spazzatura/tolto', Buffer.from('tolto'), { contentType: 'text/plain' });
    await storage.delete('spazzatura/tolto', { versionId: gone.versionId ?? '' });
    expect(await storage.collectGarbage(3_600_000)).toBe(0);
    expect(await storage.collectGarbage(-1_000)).toBeGreaterThanOrEqual(1);
    expect((await readAll(await storage.get('spazzatura/tenuto'))).toString()).toBe('tenuto');
    const files = (await readdir(join(directory, 'blobs'), { recursive: true })).map((file) => file.split('/').at(-1));
    expect(files).toContain(kept.sha256);
    expect(files).not.toContain(gone.sha256);
  });

  it('is whole after a writer was killed in the middle of a write', async () => {
    const root = await mkdtemp(join(tmpdir(), 'gare-fs-kill-'));
    try {
      await FsStorage.open({ directory: root, linkSecret: SECRET });
      // The abandoned temporary file of a process that no longer exists.
      const dead = spawn('true') as ChildProcess;
      await once(dead, 'exit');
      await writeFile(join(root, 'tmp', `${dead.pid ?? 0}-left-behind`), 'half a file');
      const reopened = await FsStorage.open({ directory: root, linkSecret: SECRET });
      expect(await readdir(join(root, 'tmp'))).toEqual([]);
      const body = Buffer.from('dopo il riavvio');
      await reopened.put('k', body, { contentType: 'text/plain' });
      expect(sha256Of(await readAll(await reopened.get('k')))).toBe(sha256Of(body));
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  it('does not accept a link signed with another secret', async () => {
    const stranger = await FsStorage.open({ directory, linkSecret: 'another secret' });
    await storage.put('segreto', Buffer.from('x'), { contentType: 'text/plain' });
    const url = await stranger.presignGet('segreto', 60);
    await expect(storage.openSigned(url.replace('/files/', ''))).rejects.toMatchObject({ code: 'storage.link_invalid' });
  });
});
