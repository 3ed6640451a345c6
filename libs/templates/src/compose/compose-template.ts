import { createHash } from 'node:crypto';
import { readParagraphs, readZipDirectory } from '@gare/platform/docx';
import { nearest } from '../field-catalogue.js';
import { notADocument, type FindingCode, type TemplateFinding } from '../template-finding.js';
import { includeSpans, type IncludeSpan } from './include-spans.js';
import { ListImport } from './list-import.js';
import { type IncludedPart, type OriginSpan, type Origins, type Part } from './part.js';
import { importStyles } from './style-import.js';
import { bodyOf, portable, WordPackage } from './word-package.js';

/** The parts a template may include, by name. */
export type Parts = ReadonlyMap<string, Part>;

export type Composition =
  | {
      readonly ok: true;
      /** The template itself where it includes nothing. */
      readonly bytes: Buffer;
      readonly sha256: string;
      readonly included: readonly IncludedPart[];
      readonly origins: Origins;
    }
  | { readonly ok: false; readonly findings: readonly TemplateFinding[] };

const documentPart = 'word/document.xml';
const COMPOSED = /^word\/(?:document|header\d*|footer\d*)\.xml$/;
/** What the body of a part may not hold: it would point to something that stays behind in its file. */
const LEFT_BEHIND =
  /<(w:drawing|w:pict|w:object|w:footnoteReference|w:endnoteReference|w:commentReference|w:sectPr|w:altChunk)[\s>/]|\sr:(?:id|embed|link)="/;

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Puts the parts a template includes in the place of its includes: a paragraph that holds only `{+ NOME}` becomes the body of the
 * part, inside its condition where it has one. Parts include parts; a circle is refused with its path. The same template and parts
 * give the same bytes. All faults are returned at once.
 */
export function composeTemplate(code: string, bytes: Buffer, parts: Parts): Composition {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return { ok: false, findings: [notADocument(code, directory.message)] };
  const composer = new Composer(code, new WordPackage(directory.entries), parts);
  for (const { name } of directory.entries) if (COMPOSED.test(name)) composer.compose(name);
  if (composer.findings.length > 0) return { ok: false, findings: composer.findings };
  const included = [...composer.included.values()].map(({ name, kind, title, version, sha256 }) => ({
    name,
    kind,
    title,
    version,
    sha256,
  }));
  const composed = included.length === 0 ? bytes : composer.host.write();
  return { ok: true, bytes: composed, sha256: hash(composed), included, origins: composer.origins };
}

/** The names a DOCX includes itself, without those its parts include; none for what is no DOCX. */
export function includedNames(bytes: Buffer): readonly string[] {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return [];
  const file = new WordPackage(directory.entries);
  const names = directory.entries.filter(({ name }) => COMPOSED.test(name)).flatMap(({ name }) => includeSpans(file.text(name)));
  return [...new Set(names.map(({ name }) => name))];
}

/** A document that includes a part and holds nothing else: for looking at the part by itself. Null for what is no DOCX. */
export function hostOf(part: Part): Buffer | null {
  const directory = readZipDirectory(part.bytes);
  if (!directory.ok) return null;
  const file = new WordPackage(directory.entries);
  const xml = file.text(documentPart);
  const body = bodyOf(xml);
  if (body === '') return null;
  file.set(
    documentPart,
    xml.replace(body, () => controlLine(`{+ ${part.name}}`)),
  );
  return file.write();
}

/** A stretch of the composed part: of the template itself, or of an included part. */
interface Piece {
  readonly xml: string;
  readonly origin: { readonly part: Part; readonly path: readonly string[]; readonly first: number } | null;
}

/** The text includes are looked for in: the template, or a part reached by a path. */
interface Text {
  readonly xml: string;
  /** Part of the document, e.g. `word/header1.xml`. */
  readonly where: string;
  readonly levels: ReadonlyMap<string, number>;
  readonly part: Part | null;
  readonly path: readonly string[];
}

class Composer {
  readonly findings: TemplateFinding[] = [];
  readonly included = new Map<string, Part>();
  readonly origins = new Map<string, readonly OriginSpan[]>();
  private readonly opened = new Map<string, WordPackage | null>();
  private readonly hostBody: string;
  /** The index is written when the template is built: a heading of a part would be missing in it. */
  private readonly hasIndex: boolean;

  constructor(
    private readonly code: string,
    readonly host: WordPackage,
    private readonly parts: Parts,
  ) {
    this.hostBody = host.text(documentPart);
    this.hasIndex = this.hostBody.includes('<w:pStyle w:val="TitoloIndice"/>');
  }

  compose(where: string): void {
    const xml = this.host.text(where);
    const pieces = this.expand({ xml, where, levels: this.host.headingLevels(), part: null, path: [] });
    if (pieces.every(({ origin }) => origin === null)) return;
    this.host.set(where, pieces.map((piece) => piece.xml).join(''));
    this.origins.set(where, spansOf(pieces));
  }

  private expand(text: Text): Piece[] {
    const own = (xml: string): Piece => ({ xml, origin: text.part === null ? null : { part: text.part, path: text.path, first: 1 } });
    const pieces: Piece[] = [];
    let at = 0;
    let passed = 0;
    for (const [index, span] of includeSpans(text.xml).entries()) {
      const before = own(text.xml.slice(at, span.start));
      const inner = this.include(text, span, index);
      pieces.push(renumbered(before, passed), ...inner);
      // The paragraph of the include itself is one of the text it stands in.
      passed += paragraphsIn(before.xml) + 1;
      at = span.end;
    }
    pieces.push(renumbered(own(text.xml.slice(at)), passed));
    return pieces.filter(({ xml }) => xml !== '');
  }

  private include(text: Text, span: IncludeSpan, index: number): Piece[] {
    const report = (code: FindingCode, message: string, suggestion: string): Piece[] => {
      this.findings.push({ code, severity: 'BLOCCA', ...this.placeOf(text, span, index), message, suggestion });
      return [];
    };
    if (span.nested)
      return report('include-not-here', 'in una casella di testo non si può includere', 'spostare il tag nel testo del documento');
    const part = this.parts.get(span.name);
    if (part === undefined) {
      const near = nearest(span.name, this.parts.keys());
      return report(
        'unknown-include',
        `la parte o clausola «${span.name}» non esiste o non è in vigore`,
        near === null ? 'scegliere il nome dall’elenco delle parti e delle clausole' : `{+ ${near}}`,
      );
    }
    const path = [...text.path, span.name];
    if (text.path.includes(span.name)) {
      const circle = path.slice(path.indexOf(span.name)).join(' › ');
      return report('include-cycle', `inclusione circolare: ${circle}`, `togliere ${span.tag} da «${text.path.at(-1) ?? span.name}»`);
    }
    const file = this.open(part);
    const body = file === null ? '' : portable(bodyOf(file.text(documentPart)));
    const refused = file === null ? 'il suo file non è un documento Word' : contentRefused(body, span, this.hasIndex);
    if (file === null || refused !== null)
      return report(
        'include-content',
        `la parte «${span.name}» non si può includere: ${refused ?? ''}`,
        'lasciare nella parte solo testo e tabelle',
      );
    this.included.set(part.name, part);
    return this.pieces({ part, path, file, body }, { text, span });
  }

  private pieces(
    { part, path, file, body }: { part: Part; path: readonly string[]; file: WordPackage; body: string },
    { text, span }: { text: Text; span: IncludeSpan },
  ): Piece[] {
    const adopted = this.adopt(file, body);
    const paged = text.xml.slice(span.start, span.end).includes('<w:pageBreakBefore') ? withPageBreak(adopted) : adopted;
    const inner = this.expand({ xml: paged, where: text.where, levels: this.host.headingLevels(), part, path });
    if (part.condition === null) return inner;
    const line = (tag: string): Piece => ({ xml: controlLine(tag), origin: { part, path, first: 0 } });
    return [line(`{#se ${part.condition}}`), ...inner, line('{/se}')];
  }

  private adopt(file: WordPackage, body: string): string {
    const used = [...new Set([...body.matchAll(/<w:(?:pStyle|rStyle|tblStyle)\s[^>]*w:val="([^"]*)"/g)].map(([, id = '']) => id))];
    const ids = importStyles(this.host, file, used);
    const styled = body.replace(
      /(<w:(?:pStyle|rStyle|tblStyle)\s[^>]*w:val=")([^"]*)(")/g,
      (_, before: string, id: string, after: string) => `${before}${ids.get(id) ?? id}${after}`,
    );
    return new ListImport(this.host, file, this.hostBody).adopt(styled);
  }

  private open(part: Part): WordPackage | null {
    const known = this.opened.get(part.name);
    if (known !== undefined) return known;
    const directory = readZipDirectory(part.bytes);
    const file = directory.ok ? new WordPackage(directory.entries) : null;
    this.opened.set(part.name, file);
    return file;
  }

  /** Place of an include in the file it is written in. */
  private placeOf(
    text: Text,
    span: IncludeSpan,
    index: number,
  ): Pick<TemplateFinding, 'template' | 'part' | 'paragraph' | 'heading' | 'tag'> {
    const holding = readParagraphs(text.xml, text.levels).filter(
      (paragraph) => includeSpans(`<w:p><w:t>${escapeXml(paragraph.text)}</w:t></w:p>`).length > 0,
    );
    const paragraph = holding[index];
    return {
      template: [...new Set([this.code, ...text.path])].join(' › '),
      part: text.where,
      paragraph: paragraph?.number ?? 0,
      heading: paragraph?.headingPath ?? [],
      tag: span.tag,
    };
  }
}

/** Why a part cannot stand where it is included; null when it can. */
function contentRefused(body: string, span: IncludeSpan, indexed: boolean): string | null {
  const left = LEFT_BEHIND.exec(body);
  if (left !== null) return 'contiene immagini, note, commenti, collegamenti o interruzioni di sezione';
  if (indexed && /<w:pStyle w:val="Heading[12]"/.test(body)) return 'contiene un’intestazione, che l’indice del modello non conosce';
  return span.inCell && body.includes('<w:tbl>') ? 'contiene una tabella, e qui si è già in una tabella' : null;
}

function controlLine(tag: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="Comando"/></w:pPr><w:r><w:t xml:space="preserve">${escapeXml(tag)}</w:t></w:r></w:p>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The first paragraph begins the new page that the include asked for. */
function withPageBreak(body: string): string {
  return body.replace(/<w:p(\s[^>]*)?>(<w:pPr>)?(<w:pStyle\s[^>]*\/>)?/, (_, attributes = '', properties?: string, style = '') => {
    const inner = `${style as string}<w:pageBreakBefore/>`;
    return properties === undefined ? `<w:p${attributes as string}><w:pPr>${inner}</w:pPr>` : `<w:p${attributes as string}><w:pPr>${inner}`;
  });
}

const noLevels: ReadonlyMap<string, number> = new Map();
const paragraphsIn = (xml: string): number => readParagraphs(xml, noLevels).length;

const renumbered = ({ xml, origin }: Piece, passed: number): Piece => ({
  xml,
  origin: origin === null ? null : { ...origin, first: passed + 1 },
});

function spansOf(pieces: readonly Piece[]): OriginSpan[] {
  const spans: OriginSpan[] = [];
  let passed = 0;
  for (const { xml, origin } of pieces) {
    const count = paragraphsIn(xml);
    if (origin !== null && count > 0) spans.push({ from: passed + 1, to: passed + count, ...origin });
    passed += count;
  }
  return spans;
}
