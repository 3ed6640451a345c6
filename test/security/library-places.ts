import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type RoutePlace } from './route-places.js';

/** A template of the product, which every Province reads, as the library names it. */
export const shippedFile = (folder: string): string =>
  createHash('sha256')
    .update(readFileSync(`templates/${folder}/template.docx`))
    .digest('hex');

const thing = { about: 'thing', mayAsk: 'comune' } as const;
const own = { about: 'own', mayAsk: 'comune' } as const;

/** Routes of the library: lint, clauses, models of other Provinces, templates, and what a dossier takes of them. */
export const libraryPlaces: Readonly<Record<string, RoutePlace>> = {
  // Templates of the release are everybody’s; a file to check is of who sends it and is not kept.
  lintTemplateById: own,
  downloadLintedTemplate: own,
  lintFile: { ...own, upload: true },
  commentFile: { ...own, upload: true },
  // The library of the Province, read by all its bodies; empty bodies would be about the library of who asks.
  listClauses: own,
  getClause: own,
  previewClause: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  draftClause: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  publishClause: { ...thing, mayAsk: 'sua', body: () => ({ endsPrevious: false }) },
  withdrawClause: { ...thing, mayAsk: 'sua', body: () => ({ reason: 'Ritirata da un estraneo' }) },
  getCommunity: own,
  createSigningKey: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  trustSigner: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  revokeSigner: { ...thing, mayAsk: 'sua', body: () => ({ reason: 'Revocata da un estraneo' }) },
  downloadBundle: { about: 'own', mayAsk: 'sua' },
  // Without a file: another Province may take bundles of its own.
  importBundle: { about: 'own', mayAsk: 'sua' },
  getImport: { ...thing, mayAsk: 'sua' },
  getImportedKind: { ...thing, mayAsk: 'sua' },
  takeModel: { ...thing, mayAsk: 'sua', body: () => ({ version: '9.0', validFrom: '2030-01-01' }) },
  takeClause: { ...thing, mayAsk: 'sua', body: () => ({ sides: {} }) },
  listDossierClauses: { ...thing, shows: true },
  previewDeviation: { ...thing, mayAsk: 'sua', body: () => ({ form: '', text: 'Guardato da un estraneo' }) },
  changeClause: { ...thing, mayAsk: 'sua', body: () => ({ form: '', text: 'Cambiato da un estraneo', reason: 'Cambiato da un estraneo' }) },
  withdrawDeviation: { ...thing, mayAsk: 'sua', body: () => ({ reason: 'Ritirato da un estraneo' }) },
  chooseAlternative: { ...thing, mayAsk: 'sua', body: () => ({ alternative: null }) },
  // The library is the same for everybody of the Province; what it tells of dossiers are those of one's own sight.
  listTemplates: own,
  getTemplate: own,
  downloadTemplate: own,
  // Incomplete: another Province may upload templates of its own.
  uploadTemplate: { ...own, mayAsk: 'sua', upload: true },
  publishTemplate: { ...thing, mayAsk: 'sua', body: () => ({}) },
  endTemplate: { ...thing, mayAsk: 'sua', body: () => ({ validTo: '2035-12-31' }) },
  retireTemplate: { ...thing, mayAsk: 'sua', body: () => ({ reason: 'Ritirato da un estraneo' }) },
  listDossierTemplates: thing,
  compareDossierTemplate: { ...thing, query: `?to=${shippedFile('d03-istanza')}` },
  changeDossierTemplate: { ...thing, body: () => ({ to: shippedFile('d03-istanza'), reason: 'Scelto da un estraneo' }) },
};
