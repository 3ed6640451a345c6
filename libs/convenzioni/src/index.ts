export { ConvenzioniModule } from './convenzioni.module.js';
