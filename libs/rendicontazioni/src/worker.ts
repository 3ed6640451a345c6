export { RendicontazioniModule as RendicontazioniWorkerModule } from './rendicontazioni.module.js';
