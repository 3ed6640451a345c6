import { type WordPackage } from '@gare/templates';

/** Puts a part of the main document into the package, named in its relations and content types, or changes it. */
export function addPart(word: WordPackage, part: { name: string; xml: string; contentType: string; relation: string }): void {
  word.set(part.name, part.xml);
  const types = word.text('[Content_Types].xml');
  if (!types.includes(`PartName="/${part.name}"`)) {
    word.set('[Content_Types].xml', before(types, '</Types>', `<Override PartName="/${part.name}" ContentType="${part.contentType}"/>`));
  }
  const name = 'word/_rels/document.xml.rels';
  const relations = word.text(name);
  const target = part.name.replace(/^word\//, '');
  if (relations.includes(`Target="${target}"`) || relations.includes(`Target="/${part.name}"`)) return;
  const id = `rIdGare${target.replace(/\W/g, '')}`;
  word.set(name, before(relations, '</Relationships>', `<Relationship Id="${id}" Type="${part.relation}" Target="${target}"/>`));
}

function before(xml: string, end: string, addition: string): string {
  const at = xml.lastIndexOf(end);
  if (at < 0) throw new Error(`the package has no ${end}`);
  return xml.slice(0, at) + addition + xml.slice(at);
}

const namespaces: Readonly<Record<string, string>> = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
};

/** Declares on the root of a part what paragraph ids need, and that older programs may pass over it. */
export function withParagraphIds(xml: string): string {
  const root = /<w:\w+(?:\s[^>]*)?>/.exec(xml);
  if (root === null) return xml;
  let tag = root[0];
  for (const prefix of ['mc', 'w14']) {
    if (!tag.includes(`xmlns:${prefix}=`)) tag = tag.replace(/>$/, ` xmlns:${prefix}="${namespaces[prefix] ?? ''}">`);
  }
  const ignorable = /mc:Ignorable="([^"]*)"/.exec(tag);
  if (ignorable === null) tag = tag.replace(/>$/, ' mc:Ignorable="w14">');
  else if (!(ignorable[1] ?? '').split(/\s+/).includes('w14')) tag = tag.replace(ignorable[0], `mc:Ignorable="${ignorable[1] ?? ''} w14"`);
  return xml.slice(0, root.index) + tag + xml.slice(root.index + root[0].length);
}

/** The namespaces of a part of comments. */
export function commentNamespaces(): string {
  const declared = ['w', 'mc', 'w14', 'w15'].map((prefix) => `xmlns:${prefix}="${namespaces[prefix] ?? ''}"`);
  return `${declared.join(' ')} mc:Ignorable="w14 w15"`;
}
