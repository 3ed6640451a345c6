import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  ParseSpeeds,
  type PDFObject,
} from 'pdf-lib';
import { UnknownPdfLayout, withoutBulk } from './libreoffice-layout.js';

export type PdfaFindingCode =
  | 'pdf.unreadable'
  | 'pdfa.header'
  | 'pdfa.encrypted'
  | 'pdfa.xmp-missing'
  | 'pdfa.xmp-compressed'
  | 'pdfa.not-declared'
  | 'pdfa.output-intent'
  | 'pdfa.font-not-embedded'
  | 'pdfa.forbidden-action'
  | 'pdfa.embedded-file'
  | 'pdfa.transparency'
  | 'pdfa.not-tagged'
  | 'pdfa.no-language'
  | 'pdfa.no-title'
  | 'pdfa.no-identifier';

export interface PdfaFinding {
  readonly code: PdfaFindingCode;
  readonly message: string;
}

/** What a structural check saw. `ok` when nothing was found; it is not the full validation of `runPreflight`. */
export interface PdfaInspection {
  readonly ok: boolean;
  readonly findings: readonly PdfaFinding[];
  /** Declared part and conformance, e.g. `1A`; null when not declared. */
  readonly declared: string | null;
  readonly pages: number;
  readonly language: string | null;
  readonly title: string | null;
  /** Base fonts, sorted. */
  readonly fonts: readonly string[];
}

const forbiddenActions = ['JavaScript', 'Launch', 'Sound', 'Movie', 'ResetForm', 'ImportData', 'Rendition'];

/**
 * Structural PDF/A check of a formed document: header, XMP identification, output intent with ICC profile,
 * every font embedded, no encryption, script, launch action or (parts 1 and 2) embedded file, tagged, with
 * language and title. Messages are Italian, each starts with what is missing. (ISO 19005-1 6.1 to 6.9)
 */
export async function inspectPdfA(bytes: Buffer): Promise<PdfaInspection> {
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      ignoreEncryption: true,
      parseSpeed: ParseSpeeds.Fastest,
    });
  } catch (error) {
    return unreadable(error);
  }
  try {
    return new Inspection(document, bytes).result();
  } catch (error) {
    return unreadable(error);
  }
}

/**
 * The same for a file that LibreOffice has just written here, several times faster: the elements of the logical structure and
 * the drawing of the pages are left out. Not for files from elsewhere, which may be built so that a part of them is overlooked.
 */
export async function inspectFormedPdfA(bytes: Buffer): Promise<PdfaInspection> {
  let essential: Buffer;
  try {
    essential = withoutBulk(bytes);
  } catch (error) {
    if (!(error instanceof UnknownPdfLayout)) throw error;
    return inspectPdfA(bytes);
  }
  return inspectPdfA(essential);
}

function unreadable(error: unknown): PdfaInspection {
  const message = `il file PDF non si legge (${error instanceof Error ? error.message.slice(0, 120) : 'struttura danneggiata'})`;
  return { ok: false, findings: [{ code: 'pdf.unreadable', message }], declared: null, pages: 0, language: null, title: null, fonts: [] };
}

class Inspection {
  private readonly findings: PdfaFinding[] = [];
  private readonly fonts = new Set<string>();
  private part = '';

  constructor(
    private readonly document: PDFDocument,
    private readonly bytes: Buffer,
  ) {}

  result(): PdfaInspection {
    const { catalog, context } = this.document;
    if (!/^%PDF-1\.[4-7]\r?\n%[\x80-\xff]{4}/.test(this.bytes.toString('latin1', 0, 20))) {
      this.add('pdfa.header', 'l’intestazione del file non è quella di un PDF/A');
    }
    if (context.trailerInfo.Encrypt !== undefined) this.add('pdfa.encrypted', 'il file è cifrato');
    if (context.trailerInfo.ID === undefined) this.add('pdfa.no-identifier', 'manca l’identificativo del file (/ID)');
    const declared = this.declaration(look(catalog, 'Metadata'));
    this.outputIntent(look(catalog, 'OutputIntents'));
    for (const [, object] of context.enumerateIndirectObjects()) this.object(object);
    const marks = look(catalog, 'MarkInfo');
    const marked = marks instanceof PDFDict && String(marks.get(PDFName.of('Marked'))) === 'true';
    if (!marked || !(look(catalog, 'StructTreeRoot') instanceof PDFDict))
      this.add('pdfa.not-tagged', 'il documento non è etichettato (tagged): manca la struttura per gli ausili alla lettura');
    const language = textOf(look(catalog, 'Lang'));
    if (language === null) this.add('pdfa.no-language', 'manca la lingua del documento');
    const title = this.document.getTitle() ?? null;
    if (title === null || title.trim() === '') this.add('pdfa.no-title', 'manca il titolo del documento');
    return {
      ok: this.findings.length === 0,
      findings: this.findings,
      declared,
      pages: this.document.getPageCount(),
      language,
      title,
      fonts: [...this.fonts].sort(),
    };
  }

  private add(code: PdfaFindingCode, message: string): void {
    if (!this.findings.some((finding) => finding.message === message)) this.findings.push({ code, message });
  }

  private declaration(metadata: PDFObject | undefined): string | null {
    if (!(metadata instanceof PDFRawStream)) {
      this.add('pdfa.xmp-missing', 'mancano i metadati XMP');
      return null;
    }
    const filtered = metadata.dict.has(PDFName.of('Filter'));
    const xmp = Buffer.from(filtered ? decodePDFRawStream(metadata).decode() : metadata.contents).toString('utf8');
    const value = (key: string): string | null => new RegExp(`pdfaid:${key}(?:>|=")\\s*([^<"\\s]+)`).exec(xmp)?.[1] ?? null;
    const part = value('part');
    if (part === null) {
      this.add('pdfa.not-declared', 'i metadati XMP non dichiarano PDF/A');
      return null;
    }
    this.part = part;
    if (filtered && part === '1') this.add('pdfa.xmp-compressed', 'i metadati XMP sono compressi, e in PDF/A-1 non possono');
    return `${part}${(value('conformance') ?? '').toUpperCase()}`;
  }

  private outputIntent(intents: PDFObject | undefined): void {
    const profiles = intents instanceof PDFArray ? Array.from({ length: intents.size() }, (_, index) => intents.lookup(index)) : [];
    const complete = profiles.some((intent) => intent instanceof PDFDict && look(intent, 'DestOutputProfile') instanceof PDFStream);
    if (!complete) this.add('pdfa.output-intent', 'manca il profilo colore di destinazione (OutputIntent con profilo ICC)');
  }

  private object(object: PDFObject): void {
    const dict = object instanceof PDFStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) return;
    for (const action of actionsOf(dict))
      if (forbiddenActions.includes(action)) this.add('pdfa.forbidden-action', `contiene un’azione vietata (${action})`);
    const type = nameOf(dict, 'Type');
    if (type === 'Font') this.font(dict);
    if ((type === 'EmbeddedFile' || dict.has(PDFName.of('EF'))) && this.part !== '3')
      this.add('pdfa.embedded-file', 'contiene file allegati');
    if (this.part === '1' && dict.has(PDFName.of('SMask')) && nameOf(dict, 'SMask') !== 'None')
      this.add('pdfa.transparency', 'contiene trasparenze, vietate in PDF/A-1');
  }

  private font(font: PDFDict): void {
    const base = nameOf(font, 'BaseFont') ?? '';
    const subtype = nameOf(font, 'Subtype');
    if (subtype === 'Type3') return;
    this.fonts.add(base);
    // A composite font keeps its program in its descendant, which is an object of its own.
    if (subtype === 'Type0') return;
    const descriptor = look(font, 'FontDescriptor');
    const embedded = descriptor instanceof PDFDict && ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(PDFName.of(key)));
    if (!embedded) this.add('pdfa.font-not-embedded', `il carattere ${base} non è incorporato`);
  }
}

/** The kinds of action in a dictionary: its own, and those directly under its action keys. */
function actionsOf(dict: PDFDict): string[] {
  const own = nameOf(dict, 'S');
  const nested = ['A', 'OpenAction', 'AA', 'Next'].flatMap((key) => {
    const value = dict.get(PDFName.of(key));
    return value instanceof PDFDict ? actionsOf(value) : [];
  });
  const names = dict.has(PDFName.of('JavaScript')) ? ['JavaScript'] : [];
  return [...(own === null ? [] : [own]), ...names, ...nested];
}

function look(dict: PDFDict, key: string): PDFObject | undefined {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFRef ? dict.context.lookup(value) : value;
}

function nameOf(dict: PDFDict, key: string): string | null {
  const value = look(dict, key);
  return value instanceof PDFName ? value.decodeText() : null;
}

function textOf(value: PDFObject | undefined): string | null {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;
}
