import { inflateEntry, readZipDirectory, writeCanonicalZip } from '../docx/index.js';
import { withoutComments } from './without-comments.js';

const packed = (parts: Readonly<Record<string, string>>): Buffer =>
  writeCanonicalZip(Object.entries(parts).map(([name, data]) => ({ name, data: Buffer.from(data) })));

function unpacked(docx: Buffer): Record<string, string> {
  const directory = readZipDirectory(docx);
  if (!directory.ok) throw new Error(directory.message);
  return Object.fromEntries(directory.entries.map((entry) => [entry.name, inflateEntry(entry)?.toString('utf8') ?? '']));
}

describe('a document on its way to a PDF', () => {
  it('loses the places of its comments, whatever they are called, and nothing else', () => {
    const parts = {
      'word/comments.xml': '<w:comments><w:comment w:id="0"/></w:comments>',
      'word/document.xml': '<w:p><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>commentReference</w:t></w:r></w:p>',
      'word/footnotes.xml': '<x1:r><x1:commentReference x1:id="0"></x1:commentReference></x1:r>',
      'word/styles.xml': '<w:styles/>',
    };
    expect(unpacked(withoutComments(packed(parts)))).toEqual({
      ...parts,
      'word/document.xml': '<w:p><w:r></w:r><w:r><w:t>commentReference</w:t></w:r></w:p>',
      'word/footnotes.xml': '<x1:r></x1:r>',
    });
  });

  it('stays as it is, byte by byte, where there is no comment or no package', () => {
    for (const bytes of [packed({ 'word/document.xml': '<w:p/>' }), Buffer.from('solo testo')]) expect(withoutComments(bytes)).toBe(bytes);
  });
});
