export { DossierAccountChanged } from './account-changed.js';
export { ConvenzioneFactsReader } from './convenzione-facts.reader.js';
export { ConvenzioniModule } from './convenzioni.module.js';
export { OpenTenders } from './open-tenders.js';
export { convenzioneKind } from './terms.reader.js';
