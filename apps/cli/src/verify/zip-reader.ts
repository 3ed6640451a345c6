import { type Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';

/** A ZIP that cannot be what it claims to be; the message is for people, in Italian. */
export class HostileZip extends Error {
  override readonly name = 'HostileZip';
}

const maxEntries = 20_000;

const unreadable = 'Il file non è un archivio ZIP integro: è stato troncato, danneggiato, oppure non è un pacchetto.';

/** Opens an archive and reads its whole directory before any content: names, sizes and places are judged first. */
export class ZipReader {
  private constructor(
    private readonly zip: ZipFile,
    readonly entries: readonly Entry[],
  ) {}

  /** @throws HostileZip when the archive is unreadable, repeats or escapes names, is encrypted, or promises more than it holds */
  static async open(path: string): Promise<ZipReader> {
    const zip = await openLazily(path);
    try {
      const entries = await readDirectory(zip);
      refuseHostile(entries, zip.fileSize);
      return new ZipReader(zip, entries);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** The bytes of a stored entry. @throws HostileZip when they lie outside the file */
  read(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => {
        if (error)
          reject(new HostileZip(`Il file ${entry.fileName} non si legge: l’archivio è danneggiato in quel punto.`, { cause: error }));
        else resolve(stream);
      });
    });
  }

  close(): void {
    this.zip.close();
  }
}

function openLazily(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names are decoded strictly and checked by the reader: no absolute path, no `..`, no backslash.
    open(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(isMissing(error) ? error : new HostileZip(unreadable, { cause: error }));
      else resolve(zip);
    });
  });
}

const isMissing = (error: Error): boolean => 'code' in error && typeof error.code === 'string' && error.code.startsWith('E');

function readDirectory(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > maxEntries) return Promise.reject(new HostileZip(`L’archivio dichiara ${zip.entryCount} file: non è un pacchetto.`));
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => {
      resolve(entries);
    });
    zip.on('error', (error: Error) => {
      const isName = /fileName|absolute path|relative path/.test(error.message);
      reject(new HostileZip(isName ? `L’archivio contiene un nome di file pericoloso (${error.message}).` : unreadable, { cause: error }));
    });
    zip.readEntry();
  });
}

function refuseHostile(entries: readonly Entry[], fileSize: number): void {
  const seen = new Set<string>();
  let promised = 0;
  for (const entry of entries) {
    const { fileName } = entry;
    if (seen.has(fileName)) throw new HostileZip(`L’archivio contiene due volte il file ${fileName}.`);
    seen.add(fileName);
    if (fileName.endsWith('/')) throw new HostileZip(`L’archivio contiene la cartella ${fileName}, che un pacchetto non ha.`);
    if (entry.isEncrypted()) throw new HostileZip(`Il file ${fileName} è cifrato: un pacchetto non lo è mai.`);
    promised += entry.compressedSize;
  }
  // Entries that share their bytes are how a small archive promises a huge content.
  if (promised > fileSize) throw new HostileZip('L’archivio dichiara più contenuto di quanto ne contenga: i suoi file si sovrappongono.');
}
