export { DossierTermEntity } from './dossier-term.entity.js';
export { DossierTermsReader } from './dossier-terms.reader.js';
export { TermsModule } from './terms.module.js';
