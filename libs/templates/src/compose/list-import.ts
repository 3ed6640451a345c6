import { portable, type WordPackage } from './word-package.js';

const numberingPart = 'word/numbering.xml';
const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const numberingType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml';
const numberingRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering';

/** A paragraph of a list: its style, the list, and the level in it. */
interface ListUse {
  readonly style: string;
  readonly numId: string;
}

/** The lists of a numbering part: instances and the definitions they follow. */
interface Lists {
  readonly definitions: ReadonlyMap<string, string>;
  readonly instances: ReadonlyMap<string, { readonly xml: string; readonly definition: string }>;
}

function listsOf(xml: string): Lists {
  const definitions = new Map(
    [...xml.matchAll(/<w:abstractNum\s[^>]*w:abstractNumId="(\d+)"[^>]*>[\s\S]*?<\/w:abstractNum>/g)].map(([whole, id = '']) => [
      id,
      whole,
    ]),
  );
  const instances = new Map(
    [...xml.matchAll(/<w:num\s[^>]*w:numId="(\d+)"[^>]*>[\s\S]*?<\/w:num>/g)].map(([whole, id = '']) => [
      id,
      { xml: whole, definition: /<w:abstractNumId\s[^>]*w:val="(\d+)"/.exec(whole)?.[1] ?? '' },
    ]),
  );
  return { definitions, instances };
}

/** Which lists the paragraphs of a text use, by style. */
function listUses(xml: string): ListUse[] {
  return [...xml.matchAll(/<w:pPr>((?:(?!<\/w:pPr>)[\s\S])*)<\/w:pPr>/g)].flatMap(([, properties = '']) => {
    const numId = /<w:numId\s[^>]*w:val="(\d+)"/.exec(properties)?.[1];
    const style = /<w:pStyle\s[^>]*w:val="([^"]*)"/.exec(properties)?.[1] ?? '';
    return numId === undefined || numId === '0' ? [] : [{ style, numId }];
  });
}

/** Text of the fourth level, which tells a list of articles and commas from a list of headings only. */
const commaOf = (definition: string | undefined): string | undefined =>
  /<w:lvl\s[^>]*w:ilvl="3"[^>]*>[\s\S]*?<w:lvlText\s[^>]*w:val="([^"]*)"/.exec(definition ?? '')?.[1];

/**
 * Brings the lists of a part into the host. Headings and commas go on with the numbers of the host (the list its own headings are
 * in); every other list is a new one, which starts from its first number at each include.
 */
export class ListImport {
  private readonly theirs: Lists;
  private readonly definitions = new Map<string, number>();

  constructor(
    private readonly host: WordPackage,
    part: WordPackage,
    private readonly hostBody: string,
  ) {
    this.theirs = listsOf(part.text(numberingPart));
  }

  /** The body of the part with the list numbers of the host; style ids are the host's already. */
  adopt(text: string): string {
    const body = this.withoutDouble(text);
    const levels = this.host.headingLevels();
    const outline = (style: string): boolean => levels.has(style) || style === 'Comma';
    const targets = new Map<string, string>();
    const uses = listUses(body);
    for (const { numId } of uses) {
      if (targets.has(numId)) continue;
      const headed = uses.filter((use) => use.numId === numId && outline(use.style)).map(({ style }) => style);
      targets.set(numId, (headed.length > 0 ? this.listOfHost(numId, headed) : null) ?? this.bring(numId));
    }
    return body.replace(/(<w:numId\s[^>]*w:val=")(\d+)(")/g, (whole, before: string, numId: string, after: string) => {
      const target = targets.get(numId);
      return target === undefined ? whole : `${before}${target}${after}`;
    });
  }

  /** Where the style of the host numbers by itself, the paragraph leaves its own number to it. */
  private withoutDouble(body: string): string {
    const numbered = new Set(
      [...this.host.text('word/styles.xml').matchAll(/<w:style\s[^>]*w:styleId="([^"]*)"[^>]*>[\s\S]*?<\/w:style>/g)].flatMap(
        ([whole, id = '']) => (whole.includes('<w:numPr>') ? [id] : []),
      ),
    );
    if (numbered.size === 0) return body;
    return body.replace(/<w:pPr>((?:(?!<\/w:pPr>)[\s\S])*)<\/w:pPr>/g, (whole, properties: string) =>
      numbered.has(/<w:pStyle\s[^>]*w:val="([^"]*)"/.exec(properties)?.[1] ?? '')
        ? whole.replace(/<w:numPr>[\s\S]*?<\/w:numPr>/, '')
        : whole,
    );
  }

  /** The list of the host which paragraphs of these styles are in, or whose commas are written as in the list of the part. */
  private listOfHost(numId: string, styles: readonly string[]): string | null {
    const uses = listUses(this.hostBody);
    const same = uses.find(({ style }) => styles.includes(style));
    if (same !== undefined) return same.numId;
    const { definitions, instances } = listsOf(this.host.text(numberingPart));
    const comma = commaOf(this.theirs.definitions.get(this.theirs.instances.get(numId)?.definition ?? ''));
    const alike = uses.find((use) => comma !== undefined && commaOf(definitions.get(instances.get(use.numId)?.definition ?? '')) === comma);
    return alike?.numId ?? null;
  }

  private bring(numId: string): string {
    const instance = this.theirs.instances.get(numId);
    const definition = this.theirs.definitions.get(instance?.definition ?? '');
    if (instance === undefined || definition === undefined) return '0';
    const xml = this.host.text(numberingPart) || this.open();
    const ids = (pattern: RegExp): number[] => [...xml.matchAll(pattern)].map(([, id]) => Number(id));
    let definitionId = this.definitions.get(instance.definition);
    let text = xml;
    if (definitionId === undefined) {
      definitionId = Math.max(-1, ...ids(/<w:abstractNum\s[^>]*w:abstractNumId="(\d+)"/g)) + 1;
      this.definitions.set(instance.definition, definitionId);
      const fresh = portable(definition)
        .replace(/w:abstractNumId="\d+"/, `w:abstractNumId="${definitionId}"`)
        .replace(/<w:(?:pStyle|styleLink|numStyleLink|nsid|tmpl)\s[^>]*\/>/g, '');
      // Definitions stand before instances.
      const at = /<w:num\s|<w:numIdMacAtCleanup|<\/w:numbering>/.exec(text)?.index ?? text.length;
      text = text.slice(0, at) + fresh + text.slice(at);
    }
    const newId = Math.max(0, ...ids(/<w:num\s[^>]*w:numId="(\d+)"/g)) + 1;
    const fresh = portable(instance.xml)
      .replace(/w:numId="\d+"/, `w:numId="${newId}"`)
      .replace(/(<w:abstractNumId\s[^>]*w:val=")\d+/, `$1${definitionId}`);
    const at = /<w:numIdMacAtCleanup|<\/w:numbering>/.exec(text)?.index ?? text.length;
    this.host.set(numberingPart, text.slice(0, at) + fresh + text.slice(at));
    return String(newId);
  }

  /** A host without lists of its own gets the part that holds them. */
  private open(): string {
    const [types, relations] = ['[Content_Types].xml', 'word/_rels/document.xml.rels'];
    const override = `<Override PartName="/${numberingPart}" ContentType="${numberingType}"/>`;
    this.host.set(types, this.host.text(types).replace('</Types>', `${override}</Types>`));
    const known = this.host.text(relations);
    const relation = `<Relationship Id="rIdElenchi" Type="${numberingRelation}" Target="numbering.xml"/>`;
    this.host.set(
      relations,
      known === ''
        ? `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation}</Relationships>`
        : known.replace('</Relationships>', `${relation}</Relationships>`),
    );
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="${wordNamespace}"></w:numbering>`;
  }
}
