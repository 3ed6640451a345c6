import { inflateEntry, readZipDirectory, writeCanonicalZip } from '@gare/platform/docx';

const part = 'word/document.xml';

/** The same DOCX with one word more, one less or one other in `count` paragraphs of running text, spread over the document. */
export function wordsEdited(docx: Buffer, count: number): Buffer {
  const directory = readZipDirectory(docx);
  const entry = directory.ok ? directory.entries.find(({ name }) => name === part) : undefined;
  const xml = entry === undefined ? undefined : inflateEntry(entry)?.toString('utf8');
  if (!directory.ok || xml === undefined) throw new Error('no document to edit');
  const long = [...xml.matchAll(/<w:p[ >](?:(?!<w:p[ >]).)*?<w:t[^>]*>([^<]{60,})<\/w:t>.*?<\/w:p>/gs)];
  const step = Math.floor(long.length / count);
  const chosen = new Map(Array.from({ length: count }, (_, index) => [long[index * step]?.index ?? -1, index]));
  if (step < 1) throw new Error('too few paragraphs to edit');
  const changed = xml.replace(
    /<w:p[ >](?:(?!<w:p[ >]).)*?<w:t[^>]*>([^<]{60,})<\/w:t>.*?<\/w:p>/gs,
    (paragraph: string, text: string, at: number) => {
      const edit = chosen.get(at);
      return edit === undefined ? paragraph : paragraph.replace(text, edited(text, edit));
    },
  );
  return writeCanonicalZip([...directory.entries.filter(({ name }) => name !== part), { name: part, data: Buffer.from(changed, 'utf8') }]);
}

function edited(text: string, edit: number): string {
  const words = text.split(' ');
  const middle = Math.floor(words.length / 2);
  if (edit % 3 === 0) words.splice(middle, 0, `integrazione${edit}`);
  else if (edit % 3 === 1) words.splice(middle, 1, `sostituzione${edit}`);
  else words.splice(middle, 1);
  return words.join(' ');
}
