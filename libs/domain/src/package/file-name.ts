/** Platforms refuse long names, spaces and special characters (domain brief §7.4). */
export const maxFileNameLength = 120;

const maxCategoryLength = 30;

export interface NamedDocument {
  readonly title: string;
  readonly category: string;
  readonly revision: number;
  /** Name the file had; only its extension is used. */
  readonly fileName: string;
  readonly mime: string;
}

const extensionsByMime: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/pkcs7-mime': 'p7m',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/json': 'json',
  'text/csv': 'csv',
  'application/zip': 'zip',
};

/**
 * File names `NN_categoria_titolo_revK.ext` of the documents in their order: ASCII, at most 120 characters, no spaces.
 * The number makes them unique and keeps the order of the package in any file list.
 */
export function packageFileNames(documents: readonly NamedDocument[]): readonly string[] {
  const digits = Math.max(2, String(documents.length).length);
  return documents.map((document, index) => {
    return numberedFileName({
      number: String(index + 1).padStart(digits, '0'),
      category: asciiSlug(document.category),
      title: asciiSlug(document.title),
      revision: document.revision,
      extension: extensionOf(document),
    });
  });
}

export interface FileNameParts {
  /** Place in the list, padded with zeros. */
  readonly number: string;
  /** Category and title as slugs; cut where the name would grow too long. */
  readonly category: string;
  readonly title: string;
  readonly revision: number;
  /** Without the dot before it: `pdf`, `pdf.p7m`. */
  readonly extension: string;
}

/** `NN_categoria_titolo_revK.ext`, at most 120 characters. */
export function numberedFileName({ number, category, title, revision, extension }: FileNameParts): string {
  const start = `${number}_${cutSlug(category, maxCategoryLength)}_`;
  const end = `_rev${revision}.${extension}`;
  return `${start}${cutSlug(title, maxFileNameLength - start.length - end.length)}${end}`;
}

function cutSlug(slug: string, length: number): string {
  return slug.slice(0, length).replace(/-+$/, '');
}

/** Lower-case ASCII letters and digits, everything else one hyphen; `otherwise` where nothing is left. */
export function asciiSlug(text: string, otherwise = 'senza-titolo'): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? otherwise : slug;
}

/** `pdf.p7m` for a signed PDF: the inner extension tells what opens after the signature is taken off. */
function extensionOf({ fileName, mime }: NamedDocument): string {
  const known = /\.((?:[a-z0-9]{1,5}\.)?p7m|[a-z0-9]{1,5})$/i.exec(fileName)?.[1];
  return known?.toLowerCase() ?? extensionsByMime[mime] ?? 'bin';
}
