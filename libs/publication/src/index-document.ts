import { type ManifestDocument } from '@gare/domain/package/manifest';
import { type PackageInput } from '@gare/domain/package/input';
import { plainDocument, type PlainBlock, type TableColumn } from '@gare/platform/docx';

/** The widths leave room for a whole SHA-256 on one line. */
const columns: readonly (TableColumn & { readonly text: (document: ManifestDocument, index: number) => string })[] = [
  { title: 'N.', width: 500, style: 'Cell', text: (_, index) => String(index + 1) },
  { title: 'Codice', width: 750, style: 'Cell', text: ({ codice }) => codice },
  { title: 'Titolo', width: 2900, style: 'Cell', text: ({ titolo, categoria }) => `${titolo} (${categoria})` },
  { title: 'File', width: 4000, style: 'Cell', text: ({ file }) => file },
  { title: 'Byte', width: 1350, style: 'Cell', text: ({ bytes }) => groupDigits(bytes) },
  { title: 'SHA-256', width: 5638, style: 'Hash', text: ({ sha256 }) => sha256 },
];

/**
 * The index of the package for people, as a DOCX to be turned into `indice.pdf`. Its bytes follow from the input alone.
 * The manifest is listed by name only: it holds the hash of the index, so the index cannot hold the manifest's.
 */
export function indexDocument(input: PackageInput, documents: readonly ManifestDocument[]): Buffer {
  const name = `${input.codiceAppalto}, versione ${input.version}`;
  return plainDocument({
    title: `Indice del fascicolo ${name}`,
    author: input.ente.denominazione,
    footer: name,
    blocks: blocks(input, documents),
  });
}

const text = (words: string): PlainBlock => ({ kind: 'text', text: words });
const heading = (words: string): PlainBlock => ({ kind: 'heading', level: 2, text: words });

function blocks(input: PackageInput, documents: readonly ManifestDocument[]): PlainBlock[] {
  return [
    { kind: 'heading', level: 1, text: 'Indice del fascicolo di pubblicazione' },
    text(input.oggetto),
    ...facts(input, documents.length).map(([label, value]): PlainBlock => ({ kind: 'fact', label, value })),
    heading('Documenti'),
    { kind: 'table', columns, rows: documents.map((document, index) => columns.map((column) => column.text(document, index))) },
    heading('Altri file del pacchetto'),
    text('indice.pdf: questo indice. registro.json: il registro delle operazioni sul fascicolo, con le voci concatenate.'),
    text('manifest.json: gli stessi dati di questo indice in forma leggibile dai programmi, con l’impronta di ogni file.'),
    heading('Come si controlla'),
    text('Ogni riga della tabella porta l’impronta SHA-256 del file: se anche un solo byte cambia, l’impronta cambia.'),
    text(
      'Con Gare insieme: npm run verify -- seguito dal nome del file ZIP. Il comando non usa la rete né una base di dati, ricalcola ogni impronta e dice la prima cosa che non torna.',
    ),
    text('Senza Gare insieme: estrarre lo ZIP e confrontare l’uscita del comando sha256sum con le impronte della tabella.'),
  ];
}

function facts(input: PackageInput, documents: number): [string, string][] {
  return [
    ['Codice appalto', input.codiceAppalto],
    [
      'Ente',
      `${input.ente.denominazione}, codice fiscale ${input.ente.cf}${input.ente.ipa === null ? '' : `, codice IPA ${input.ente.ipa}`}`,
    ],
    ['CIG', input.cig.length === 0 ? 'non ancora acquisito' : input.cig.join(', ')],
    ['Versione del pacchetto', String(input.version)],
    [
      'Verifiche',
      `${input.checks.numKO === 0 ? 'nessun rilievo' : `${input.checks.numKO} rilievi non bloccanti`}, alla data del ${italianDate(input.asOf)}`,
    ],
    ['Documenti', String(documents)],
  ];
}

const groupDigits = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.');

const italianDate = (date: string): string => date.split('-').reverse().join('/');
