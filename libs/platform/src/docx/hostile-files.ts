import { deflateRawSync } from 'node:zlib';
import { writeCanonicalZip } from './canonical-zip.js';

const WORD_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const base: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/word/document.xml" ContentType="${WORD_MAIN}"/></Types>`,
  '_rels/.rels':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${NAMESPACES}><w:body><w:p><w:r><w:t>Prova</w:t></w:r></w:p></w:body></w:document>`,
};

/** The parts of a minimal Word document, some of them replaced or added. For tests. */
export function wordParts(changed: Readonly<Record<string, string | Buffer>>): { name: string; data: Buffer }[] {
  return Object.entries({ ...base, ...changed }).map(([name, data]) => ({ name, data: Buffer.from(data as string) }));
}

/** A minimal Word document, some parts replaced or added. For tests. */
export function wordFile(changed: Readonly<Record<string, string | Buffer>>): Buffer {
  return writeCanonicalZip(wordParts(changed));
}

/** A Word document with the given XML as body. For tests. */
export function wordBody(body: string, changed: Readonly<Record<string, string | Buffer>> = {}): Buffer {
  return wordFile({
    ...changed,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
  });
}

/** The same archive with another inflated size declared for one part, as a lying bomb does. For tests. */
export function withHeader(archive: Buffer, part: string, size: number): Buffer {
  const changed = Buffer.from(archive);
  for (let at = changed.indexOf('PK\x01\x02'); at >= 0; at = changed.indexOf('PK\x01\x02', at + 4)) {
    const name = changed.subarray(at + 46, at + 46 + changed.readUInt16LE(at + 28)).toString();
    if (name !== part) continue;
    changed.writeUInt32LE(size, at + 24);
    changed.writeUInt32LE(size, changed.readUInt32LE(at + 42) + 22);
  }
  return changed;
}

const bombs = new Map<number, Buffer>();

/** A Word document with a picture that inflates to that many megabytes of zeros. For tests. */
export function bomb(megabytes: number): Buffer {
  const known = bombs.get(megabytes);
  if (known !== undefined) return known;
  const size = megabytes * 1024 * 1024;
  const entry = {
    name: 'word/media/zero.bin',
    method: 8 as const,
    size,
    crc: 0,
    compressed: deflateRawSync(Buffer.alloc(size), { level: 1 }),
  };
  const archive = writeCanonicalZip([...wordParts({}), entry]);
  bombs.set(megabytes, archive);
  return archive;
}
