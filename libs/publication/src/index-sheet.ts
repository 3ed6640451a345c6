import { type PackageInput } from '@gare/domain/package/input';
import { type ManifestDocument } from '@gare/domain/package/manifest';
import { plainSheet } from '@gare/platform/docx';
import { type MeasuredFile } from './package-zip.js';

export const sheetPath = 'indice.xlsx';

const columns = [
  { title: 'n', width: 6 },
  { title: 'documento', width: 50 },
  { title: 'file', width: 70 },
  { title: 'sha256', width: 66 },
  { title: 'data', width: 12 },
  { title: 'protocollo', width: 18 },
  { title: 'riga spesa', width: 22 },
];

/** The index as a spreadsheet, for who checks the package by rows. Its bytes follow from the input alone. */
export function indexSheet(input: PackageInput, documents: readonly ManifestDocument[]): Buffer {
  const rows = documents.map((listed, index) => {
    const { date, protocol, row } = input.documents[index] ?? {};
    return [index + 1, listed.titolo, listed.file, listed.sha256, date ?? '', protocol ?? '', row ?? ''];
  });
  return plainSheet({ name: 'Indice', columns, rows });
}

/** How the manifest lists it. */
export function sheetEntry({ sha256, bytes }: MeasuredFile): ManifestDocument {
  return {
    ...{ codice: 'INDICE', titolo: 'Indice dei documenti in formato foglio', file: sheetPath, sha256, bytes },
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ...{ categoria: 'Indice', pubblicazione: [], revisione: 1, firmatari: [], registrazione: null },
  };
}
