/** A piece of text that templates include by name: a shared part of the library, or a clause. */
export interface Part {
  /** What stands after the plus sign of `{+ NOME}`: a clause code (`CL05`) or the name of a shared part (`intestazione-sua`). */
  readonly name: string;
  readonly kind: 'PARTE' | 'CLAUSOLA';
  readonly title: string;
  readonly version: string;
  /** SHA-256 of `bytes`, hexadecimal. */
  readonly sha256: string;
  /** A DOCX; its body is what is included, its headers, footers and page are not. */
  readonly bytes: Buffer;
  /** Condition of the tag language under which the whole part is there; null means always. */
  readonly condition: string | null;
}

/** What was included, once for each part, in the order of first use. */
export interface IncludedPart {
  readonly name: string;
  readonly kind: Part['kind'];
  readonly title: string;
  readonly version: string;
  readonly sha256: string;
}

/** Where a paragraph of a composed document comes from; paragraphs of the template itself have no origin. */
export interface PartOrigin {
  /** The part it stands in. */
  readonly name: string;
  readonly kind: Part['kind'];
  readonly title: string;
  readonly version: string;
  /** Parts from the outermost to this one. */
  readonly path: readonly string[];
  /** Paragraph of the part's own body, from 1; 0 for the lines that open and close its condition. */
  readonly paragraph: number;
}

/** A run of paragraphs of a composed part of the document, numbered as the lint does, both ends included. */
export interface OriginSpan {
  readonly from: number;
  readonly to: number;
  readonly part: Part;
  readonly path: readonly string[];
  /** Number in the part of the first paragraph; 0 for the lines of the condition, which are not the part's. */
  readonly first: number;
}

/** By part of the document (`word/document.xml`). */
export type Origins = ReadonlyMap<string, readonly OriginSpan[]>;

/** Origin of a paragraph of the composed document, or null where the template itself has it. */
export function originOf(origins: Origins, place: { part: string; paragraph: number }): PartOrigin | null {
  const span = origins.get(place.part)?.find(({ from, to }) => from <= place.paragraph && place.paragraph <= to);
  if (span === undefined) return null;
  const { name, kind, title, version } = span.part;
  const paragraph = span.first === 0 ? 0 : span.first + place.paragraph - span.from;
  return { name, kind, title, version, path: span.path, paragraph };
}
