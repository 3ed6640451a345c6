import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { Client } from 'minio';
import { S3Storage } from '@gare/platform/storage';
import { type Radosgw, startRadosgw } from '@gare/platform/testing';
import { describeObjectStorage, readAll } from './contract.js';

const BUCKET = 'gare-contract';
let radosgw: Radosgw;
let storage: S3Storage;
let raw: Client;

beforeAll(async () => {
  radosgw = await startRadosgw();
  const { endpoint, accessKey, secretKey } = radosgw;
  storage = await S3Storage.open({ endpoint, accessKey, secretKey, bucket: BUCKET });
  const url = new URL(endpoint);
  raw = new Client({ endPoint: url.hostname, port: Number(url.port), useSSL: false, accessKey, secretKey, region: 'us-east-1' });
}, 120_000);

afterAll(async () => {
  await radosgw.stop();
});

describeObjectStorage('s3', {
  storage: () => storage,
  // Debian's radosgw looks before it writes, not while it writes: two writers may both be told that they were first.
  conditionIsAtomic: false,
  fetchSigned: async (url) => {
    const response = await fetch(url);
    return {
      status: response.status,
      body: Buffer.from(await response.arrayBuffer()),
      disposition: response.headers.get('content-disposition'),
    };
  },
  tamper: (url) => url.replace(/(X-Amz-Signature=)(.)/, (_, name: string, first: string) => `${name}${first === '0' ? '1' : '0'}`),
  countLeftovers: async (prefix) => {
    const uploads: unknown[] = [];
    for await (const upload of raw.listIncompleteUploads(BUCKET, prefix, true)) uploads.push(upload);
    return uploads.length;
  },
});

describe('s3: the store itself', () => {
  it('made the bucket with object lock, so that retention holds against other clients too', async () => {
    expect(storage.objectLock).toBe(true);
    const sealed = await storage.put('lock/sealed', Buffer.from('x'), {
      contentType: 'text/plain',
      retainUntil: new Date(Date.now() + 60_000),
    });
    await expect(raw.removeObject(BUCKET, 'lock/sealed', { versionId: sealed.versionId ?? '' })).rejects.toMatchObject({
      code: 'AccessDenied',
    });
  });

  it('opens a bucket that already exists', async () => {
    const again = await S3Storage.open({
      endpoint: radosgw.endpoint,
      accessKey: radosgw.accessKey,
      secretKey: radosgw.secretKey,
      bucket: BUCKET,
    });
    expect(again.objectLock).toBe(true);
  });

  it('says that it is unavailable when the key is wrong', async () => {
    const { endpoint, accessKey } = radosgw;
    await expect(S3Storage.open({ endpoint, accessKey, secretKey: 'wrong-secret', bucket: BUCKET })).rejects.toMatchObject({
      code: 'storage.unavailable',
    });
  });

  it('finishes uploads and downloads that were under way when the store went away', async () => {
    const body = randomBytes(20 * 1024 * 1024);
    await storage.put('outage/there', body, { contentType: 'application/zip' });
    const reading = await storage.get('outage/there');
    await radosgw.kill();
    const writing = storage.put('outage/during', body, { contentType: 'application/zip' });
    const received = readAll(reading);
    await expect(storage.health()).rejects.toMatchObject({ code: 'storage.unavailable' });
    await sleep(2_000);
    await radosgw.restart();
    expect((await received).equals(body)).toBe(true);
    expect((await writing).bytes).toBe(body.length);
    expect((await readAll(await storage.get('outage/during'))).equals(body)).toBe(true);
  }, 120_000);

  it('gives up with a typed error once its patience is spent', async () => {
    const { accessKey, secretKey } = radosgw;
    const nowhere = S3Storage.open({ endpoint: 'http://127.0.0.1:9', accessKey, secretKey, bucket: BUCKET, retryForMs: 500 });
    await expect(nowhere).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
