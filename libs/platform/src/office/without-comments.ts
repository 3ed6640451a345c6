import { inflateEntry, readZipDirectory, writeCanonicalZip } from '../docx/index.js';

const commentsPart = /(?:^|\/)comments\.xml$/i;
/** Parts with text, in which a comment can be anchored. */
const textParts = /^word\/(?:document|header|footer|footnotes|endnotes)\w*\.xml$/i;
const reference = /<((?:[\w.-]+:)?commentReference)\b[^>]*?(?:\/>|>\s*<\/\1\s*>)/g;

/**
 * The document without the places of its comments, which a PDF does not show. LibreOffice without a graphical interface (Debian's
 * `-nogui` packages) has no window for a comment, looks for one all the same, and dies. Without comments: the same bytes.
 */
export function withoutComments(docx: Buffer): Buffer {
  const directory = readZipDirectory(docx);
  // Whatever is no package is left to the program, which says so.
  if (!directory.ok || !directory.entries.some(({ name }) => commentsPart.test(name))) return docx;
  return writeCanonicalZip(
    directory.entries.map((entry) => {
      const xml = textParts.test(entry.name) ? inflateEntry(entry)?.toString('utf8') : undefined;
      return xml === undefined ? entry : { name: entry.name, data: Buffer.from(xml.replace(reference, ''), 'utf8') };
    }),
  );
}
