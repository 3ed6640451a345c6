export { RilevazioniModule as RilevazioniWorkerModule } from './rilevazioni.module.js';
