import { type KindDocument } from '@gare/domain/kinds/kind';

/** Platforms refuse names longer than this, and spaces or accents in them (domain brief §4.9, §7.4). */
const longest = 120;

function slug(text: string, length: number): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, length)
    .replace(/^-+|-+$/g, '');
}

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
  const head = `${String(position).padStart(2, '0')}_${slug(document.category ?? document.code, 30) || 'documento'}_`;
  const tail = `_rev${version}.${extension}`;
  const title = slug(document.title ?? document.code, longest - head.length - tail.length);
  return `${head}${title || document.code.toLowerCase()}${tail}`;
}

/** The extension of an uploaded file as kept: `.p7m` keeps the one it wraps. */
export function keptExtension(fileName: string): string {
  const match = /\.([a-z0-9]{2,5}(?:\.p7m)?)$/i.exec(fileName.replace(/^.*[\\/]/, ''));
  return match?.[1]?.toLowerCase() ?? 'bin';
}
