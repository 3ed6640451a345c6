import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ObjectStorage, type PutOptions, StorageError, type StorageErrorCode } from '@gare/platform/storage';

const TEXT: PutOptions = { contentType: 'text/plain' };
const MEBIBYTE = 1024 * 1024;

export interface ContractSubject {
  storage(): ObjectStorage;
  /** Whether "only if absent" is decided at the moment of writing, so that one of many writers wins. */
  conditionIsAtomic: boolean;
  /** Answers a presigned URL the way the deployed product would. */
  fetchSigned(url: string): Promise<{ status: number; body: Buffer; disposition: string | null }>;
  /** Changes the signature of a presigned URL, leaving its form intact. */
  tamper(url: string): string;
  /** What an unfinished upload could have left behind: number of parts or temporary files. */
  countLeftovers(prefix: string): Promise<number>;
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function sha256Of(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

async function codeOf(work: Promise<unknown>): Promise<StorageErrorCode | 'no error'> {
  try {
    await work;
    return 'no error';
  } catch (error) {
    if (error instanceof StorageError) return error.code;
    throw error;
  }
}

async function keysUnder(storage: ObjectStorage, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const item of storage.list(prefix)) keys.push(item.key);
  return keys.sort();
}

/** A stream of pseudo-random content, made piece by piece, and the hash it will have once read. */
function longStream(bytes: number): { stream: Readable; sha256: () => string } {
  const hash = createHash('sha256');
  const block = randomBytes(MEBIBYTE);
  function* pieces(): Generator<Buffer> {
    for (let left = bytes; left > 0; left -= MEBIBYTE) {
      const piece = Buffer.from(block.subarray(0, Math.min(left, MEBIBYTE)));
      piece.writeUInt32LE(left >>> 0, 0);
      hash.update(piece);
      yield piece;
    }
  }
  return { stream: Readable.from(pieces(), { objectMode: false }), sha256: () => hash.digest('hex') };
}

/** Every promise of ObjectStorage that a caller relies on; each driver runs all of it. */
export function describeObjectStorage(name: string, subject: ContractSubject): void {
  const at = (suffix: string): string => `contract/${randomUUID()}/${suffix}`;

  describe(`${name}: one object`, () => {
    it('returns what was put, with hash, size, type and version', async () => {
      const storage = subject.storage();
      const key = at('bando.pdf');
      const body = randomBytes(100_000);
      const put = await storage.put(key, body, { contentType: 'application/pdf', sha256: sha256Of(body), bytes: body.length });
      expect(put).toMatchObject({
        key,
        sha256: sha256Of(body),
        bytes: body.length,
        created: true,
        versionId: expect.any(String) as string,
      });
      expect((await readAll(await storage.get(key))).equals(body)).toBe(true);
      expect(await storage.stat(key)).toMatchObject({
        sha256: sha256Of(body),
        bytes: body.length,
        contentType: 'application/pdf',
        versionId: put.versionId,
      });
      expect(await storage.exists(key)).toBe(true);
    });

    it('keeps an empty object', async () => {
      const key = at('vuoto');
      await subject.storage().put(key, Readable.from([]), TEXT);
      expect(await readAll(await subject.storage().get(key))).toHaveLength(0);
      expect((await subject.storage().stat(key)).bytes).toBe(0);
    });

    it('reads a range, both ends included', async () => {
      const key = at('righe');
      await subject.storage().put(key, Buffer.from('0123456789'), TEXT);
      expect((await readAll(await subject.storage().get(key, { range: { start: 3, end: 6 } }))).toString()).toBe('3456');
      expect((await readAll(await subject.storage().get(key, { range: { start: 7 } }))).toString()).toBe('789');
    });

    it('says of a missing object that it is missing', async () => {
      const key = at('mai-esistito');
      const storage = subject.storage();
      expect(await storage.exists(key)).toBe(false);
      expect(await codeOf(storage.get(key))).toBe('storage.not_found');
      expect(await codeOf(storage.stat(key))).toBe('storage.not_found');
      expect(await codeOf(storage.presignGet(key, 60))).toBe('storage.not_found');
      expect(await codeOf(storage.delete(key))).toBe('no error');
    });

    it('refuses a body that is not what was announced, and keeps nothing of it', async () => {
      const key = at('falso');
      const body = Buffer.from('contenuto');
      expect(await codeOf(subject.storage().put(key, body, { ...TEXT, sha256: sha256Of(Buffer.from('altro')) }))).toBe('storage.integrity');
      expect(await codeOf(subject.storage().put(key, Readable.from([body]), { ...TEXT, bytes: 3 }))).toBe('storage.integrity');
      expect(await subject.storage().exists(key)).toBe(false);
    });

    it('accepts unusual keys and keeps them apart', async () => {
      const prefix = at('');
      const names = [
        'perché è così.docx',
        'a b+c%20d.pdf',
        '#1?x=y&z',
        'l\'atto "finale" (2).pdf',
        'emoji-🏛️',
        '0012',
        '1e3',
        'A',
        'a',
        'a/b',
        '~tilde',
        'x@',
        `lungo-${'è'.repeat(180)}`,
        '...',
        ' spazi ',
      ];
      for (const name of names) await subject.storage().put(prefix + name, Buffer.from(name), TEXT);
      expect(await keysUnder(subject.storage(), prefix)).toEqual(names.map((name) => prefix + name).sort());
      for (const name of names) expect((await readAll(await subject.storage().get(prefix + name))).toString()).toBe(name);
    });

    it.each(['', '/assoluto', 'a//b', 'a/../b', '..', 'a/./b', 'fine/', 'riga\nnuova', 'nul\0', 'x'.repeat(1025)])(
      'refuses the key %j',
      async (key) => {
        expect(await codeOf(subject.storage().put(key, Buffer.from('x'), TEXT))).toBe('storage.invalid_key');
      },
    );
  });

  describe(`${name}: versions and lists`, () => {
    it('makes a new version with every write and keeps the old one readable', async () => {
      const storage = subject.storage();
      const key = at('atto');
      const first = await storage.put(key, Buffer.from('uno'), TEXT);
      const second = await storage.put(key, Buffer.from('due'), TEXT);
      expect(first.versionId).not.toBe(second.versionId);
      expect((await readAll(await storage.get(key))).toString()).toBe('due');
      expect((await readAll(await storage.get(key, { versionId: first.versionId ?? '' }))).toString()).toBe('uno');
      await storage.delete(key);
      expect(await storage.exists(key)).toBe(false);
      expect(await codeOf(storage.get(key))).toBe('storage.not_found');
      expect((await readAll(await storage.get(key, { versionId: second.versionId ?? '' }))).toString()).toBe('due');
      await storage.delete(key, { versionId: second.versionId ?? '' });
      expect(await codeOf(storage.get(key, { versionId: second.versionId ?? '' }))).toBe('storage.not_found');
    });

    it('keeps the first object when asked to write only if absent', async () => {
      const storage = subject.storage();
      const key = at('unico');
      const first = await storage.put(key, Buffer.from('primo'), { ...TEXT, ifAbsent: true });
      const second = await storage.put(key, Buffer.from('secondo'), { ...TEXT, ifAbsent: true });
      expect(first.created).toBe(true);
      expect(second).toEqual({ ...first, created: false });
      expect((await readAll(await storage.get(key))).toString()).toBe('primo');
    });

    it('lets many simultaneous writers create an absent key without harm', async () => {
      const key = at('gara');
      const bodies = Array.from({ length: 8 }, (_, index) => Buffer.from(`scrittore ${index}`));
      const results = await Promise.all(bodies.map((body) => subject.storage().put(key, body, { ...TEXT, ifAbsent: true })));
      const creators = results.filter((result) => result.created);
      if (subject.conditionIsAtomic) expect(creators).toHaveLength(1);
      expect(creators.length).toBeGreaterThanOrEqual(1);
      const kept = await readAll(await subject.storage().get(key));
      expect(creators.map((result) => result.sha256)).toContain(sha256Of(kept));
      const late = await subject.storage().put(key, Buffer.from('in ritardo'), { ...TEXT, ifAbsent: true });
      expect(late).toMatchObject({ created: false, sha256: sha256Of(kept) });
    });

    it('keeps simultaneous writes of one key whole: each its own version', async () => {
      const key = at('conteso');
      const bodies = Array.from({ length: 6 }, () => randomBytes(300_000));
      const results = await Promise.all(bodies.map((body) => subject.storage().put(key, Readable.from([body]), TEXT)));
      expect(new Set(results.map((result) => result.versionId)).size).toBe(6);
      for (const [index, result] of results.entries()) {
        const version = await readAll(await subject.storage().get(key, { versionId: result.versionId ?? '' }));
        expect(sha256Of(version)).toBe(sha256Of(bodies[index] ?? Buffer.alloc(0)));
      }
      expect(bodies.map(sha256Of)).toContain(sha256Of(await readAll(await subject.storage().get(key))));
    });

    it('lists more than 1000 keys, and only those under the prefix', async () => {
      const prefix = at('');
      const keys = Array.from(
        { length: 1_050 },
        (_, index) => `${prefix}cartella/${index % 3}/documento-${String(index).padStart(4, '0')}`,
      );
      for (let start = 0; start < keys.length; start += 50) {
        await Promise.all(keys.slice(start, start + 50).map((key) => subject.storage().put(key, Buffer.from('x'), TEXT)));
      }
      await subject.storage().put(`${prefix}altrove`, Buffer.from('x'), TEXT);
      expect(await keysUnder(subject.storage(), `${prefix}cartella/`)).toEqual([...keys].sort());
      expect(await keysUnder(subject.storage(), `${prefix}cartella/1/documento-000`)).toEqual(
        keys.filter((key) => key.includes('/1/documento-000')).sort(),
      );
      expect(await keysUnder(subject.storage(), `${prefix}nulla`)).toEqual([]);
    }, 120_000);
  });

  describe(`${name}: write-once`, () => {
    it('refuses to overwrite or delete before the retention ends, and allows it afterwards', async () => {
      const storage = subject.storage();
      const key = at('fascicolo.zip');
      const retainUntil = new Date(Date.now() + 6_000);
      const sealed = await storage.put(key, Buffer.from('sigillato'), { ...TEXT, retainUntil });
      expect(await codeOf(storage.put(key, Buffer.from('altro'), TEXT))).toBe('storage.retained');
      expect(await codeOf(storage.delete(key))).toBe('storage.retained');
      expect(await codeOf(storage.delete(key, { versionId: sealed.versionId ?? '' }))).toBe('storage.retained');
      expect((await readAll(await storage.get(key))).toString()).toBe('sigillato');
      expect((await storage.stat(key)).retainUntil?.getTime()).toBeCloseTo(retainUntil.getTime(), -4);
      await sleep(retainUntil.getTime() - Date.now() + 1_500);
      await storage.delete(key);
      expect(await storage.exists(key)).toBe(false);
    }, 30_000);

    it('puts an object that was already there under retention when a second writer asks for it', async () => {
      const storage = subject.storage();
      const key = at('ripreso.zip');
      await storage.put(key, Buffer.from('x'), TEXT);
      const again = await storage.put(key, Buffer.from('x'), { ...TEXT, ifAbsent: true, retainUntil: new Date(Date.now() + 4_000) });
      expect(again.created).toBe(false);
      expect(await codeOf(storage.delete(key))).toBe('storage.retained');
    });
  });

  describe(`${name}: signed links`, () => {
    it('serves the object under the wanted file name', async () => {
      const key = at('firmato');
      await subject.storage().put(key, Buffer.from('corpo'), { contentType: 'application/pdf' });
      const answer = await subject.fetchSigned(await subject.storage().presignGet(key, 60, { fileName: 'Perché "sì".pdf' }));
      expect(answer).toMatchObject({ status: 200, body: Buffer.from('corpo') });
      expect(answer.disposition).toMatch(/^attachment; filename="Perche _si_\.pdf"; filename\*=UTF-8''Perch%C3%A9%20%22s%C3%AC%22\.pdf$/);
    });

    it('refuses a link that was changed or has expired', async () => {
      const key = at('scaduto');
      await subject.storage().put(key, Buffer.from('corpo'), TEXT);
      const url = await subject.storage().presignGet(key, 2);
      expect((await subject.fetchSigned(subject.tamper(url))).status).toBe(403);
      expect((await subject.fetchSigned(url)).status).toBe(200);
      await sleep(3_100);
      expect((await subject.fetchSigned(url)).status).toBe(403);
    });
  });

  describe(`${name}: large and broken streams`, () => {
    it('moves 200 MB up and down with little memory', async () => {
      const key = at('grande.zip');
      const { stream, sha256 } = longStream(200 * MEBIBYTE);
      const before = process.memoryUsage().rss;
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
      const put = await subject.storage().put(key, stream, { contentType: 'application/zip' });
      const received = createHash('sha256');
      for await (const chunk of await subject.storage().get(key)) received.update(chunk as Buffer);
      clearInterval(watch);
      const expected = sha256();
      expect(put).toMatchObject({ sha256: expected, bytes: 200 * MEBIBYTE });
      expect(received.digest('hex')).toBe(expected);
      expect(await subject.storage().stat(key)).toMatchObject({ sha256: expected, bytes: 200 * MEBIBYTE });
      expect((peak - before) / MEBIBYTE).toBeLessThan(120);
    }, 120_000);

    it('leaves nothing behind when the source breaks off', async () => {
      const prefix = at('');
      let sent = 0;
      const source = new Readable({
        read() {
          if (sent === 20) this.destroy(new Error('cavo staccato'));
          else this.push(randomBytes(MEBIBYTE));
          sent += 1;
        },
      });
      await expect(subject.storage().put(`${prefix}interrotto`, source, TEXT)).rejects.toThrow('cavo staccato');
      expect(await subject.storage().exists(`${prefix}interrotto`)).toBe(false);
      expect(await subject.countLeftovers(prefix)).toBe(0);
    }, 60_000);

    it('is healthy', async () => {
      await expect(subject.storage().health()).resolves.toBeUndefined();
    });
  });
}
