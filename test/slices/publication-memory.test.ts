import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FsStorage } from '@gare/platform/storage';
import { measurePackagingMemory } from '../../libs/publication/src/packaging-memory.js';

const MB = 1024 * 1024;

describe('memory while packaging', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'packaging-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('500 MB of attachments stay below 400 MB above idle', async () => {
    const storage = await FsStorage.open({ directory, linkSecret: 'of-the-test' });
    const measured = await measurePackagingMemory(storage, { count: 10, bytesEach: 50 * MB });
    expect(measured.packageBytes).toBeGreaterThan(500 * MB);
    expect((measured.peakBytes - measured.idleBytes) / MB).toBeLessThan(400);
  }, 180_000);
});
