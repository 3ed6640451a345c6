import { type KindDocument } from '@gare/domain/kinds/kind';
import { asciiSlug, numberedFileName } from '@gare/domain/package/file-name';

export interface NamedDocument {
  readonly document: Pick<KindDocument, 'code' | 'title' | 'category'>;
  /** Place in the document list of the kind, from 1: it gives the order of the files. */
  readonly position: number;
  readonly version: number;
  /** With its dots: `pdf`, `pdf.p7m`. */
  readonly extension: string;
}

/** `NN_categoria_titolo_revK.ext`, plain ASCII, at most 120 characters, e.g. `21_disciplinare_disciplinare-di-gara_rev2.pdf`. */
export function documentFileName({ document, position, version, extension }: NamedDocument): string {
  return numberedFileName({
    number: String(position).padStart(2, '0'),
    category: asciiSlug(document.category ?? document.code, 'documento'),
    title: asciiSlug(document.title ?? document.code, document.code.toLowerCase()),
    revision: version,
    extension,
  });
}

/** The extension of an uploaded file as kept: `.p7m` keeps the one it wraps. */
export function keptExtension(fileName: string): string {
  const match = /\.([a-z0-9]{2,5}(?:\.p7m)?)$/i.exec(fileName.replace(/^.*[\\/]/, ''));
  return match?.[1]?.toLowerCase() ?? 'bin';
}
