export { DossierAccountChanged } from './account-changed.js';
export { ConvenzioneFactsReader } from './convenzione-facts.reader.js';
export { ConvenzioneOfDossier } from './convenzione-of-dossier.js';
export { ConvenzioniModule } from './convenzioni.module.js';
export { convenzioneKind } from './terms.reader.js';
