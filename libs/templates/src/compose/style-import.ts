import { portable, type WordPackage } from './word-package.js';

interface Style {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly xml: string;
  readonly basedOn: string | null;
}

const stylesPart = 'word/styles.xml';

/** The styles of a package by id. */
function stylesOf(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>();
  for (const [whole, attributes = '', body = ''] of xml.matchAll(/<w:style\s([^>]*)>([\s\S]*?)<\/w:style>/g)) {
    const id = /w:styleId="([^"]*)"/.exec(attributes)?.[1];
    if (id === undefined) continue;
    styles.set(id, {
      id,
      type: /w:type="([^"]*)"/.exec(attributes)?.[1] ?? 'paragraph',
      name: (/<w:name\s[^>]*w:val="([^"]*)"/.exec(body)?.[1] ?? id).toLowerCase(),
      xml: whole,
      basedOn: /<w:basedOn\s[^>]*w:val="([^"]*)"/.exec(body)?.[1] ?? null,
    });
  }
  return styles;
}

/**
 * Maps the style ids a part uses to those of the host. A style of the host with the same name is the one taken, so that an
 * included text looks like the text around it (Word keeps the names of its own styles in English whatever the language, the
 * ids it does not); one the host does not have is brought along with those it is based on.
 */
export function importStyles(host: WordPackage, part: WordPackage, used: readonly string[]): ReadonlyMap<string, string> {
  const [ours, theirs] = [stylesOf(host.text(stylesPart)), stylesOf(part.text(stylesPart))];
  const byName = new Map([...ours.values()].map(({ type, name, id }) => [`${type}:${name}`, id]));
  const ids = new Map<string, string>();
  const fresh: string[] = [];
  const adopt = (id: string): string => {
    const known = ids.get(id);
    if (known !== undefined) return known;
    const style = theirs.get(id);
    const same = style === undefined ? undefined : byName.get(`${style.type}:${style.name}`);
    const target = same ?? (ours.has(id) ? `${id}Parte` : id);
    ids.set(id, target);
    if (style !== undefined && same === undefined) {
      const base = style.basedOn === null ? null : adopt(style.basedOn);
      fresh.push(renamed(style, target, base));
      byName.set(`${style.type}:${style.name}`, target);
    }
    return target;
  };
  for (const id of used) adopt(id);
  if (fresh.length > 0)
    host.set(
      stylesPart,
      host.text(stylesPart).replace('</w:styles>', () => `${fresh.join('')}</w:styles>`),
    );
  return ids;
}

/** The default style of the part is an ordinary one in the host; links to styles that do not come along are left out. */
function renamed({ xml }: Style, id: string, basedOn: string | null): string {
  return portable(xml)
    .replace(/^<w:style\s[^>]*>/, (open) => open.replace(/\sw:default="[^"]*"/, '').replace(/w:styleId="[^"]*"/, `w:styleId="${id}"`))
    .replace(/<w:(?:next|link)\s[^>]*\/>/g, '')
    .replace(/<w:numPr>[\s\S]*?<\/w:numPr>/g, '')
    .replace(/<w:basedOn\s[^>]*\/>/, basedOn === null ? '' : `<w:basedOn w:val="${basedOn}"/>`);
}
