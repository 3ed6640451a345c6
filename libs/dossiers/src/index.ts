export { DossierCreated, DossierMoved } from './dossier-events.js';
export { DossierOpening } from './dossier-opening.js';
export { DossierSteps } from './dossier-steps.js';
export { DossierProgress, type CheckCounters } from './dossier-progress.js';
export { DossierEntity } from './dossier.entity.js';
export { DossierReader } from './dossier.reader.js';
export { DossiersModule } from './dossiers.module.js';
export { GateFactSources, type GateFactSource } from './gate-facts.js';
export { KindLibrary } from './kind-library.js';
