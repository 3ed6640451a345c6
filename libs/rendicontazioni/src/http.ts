export { RendicontazioniModule as RendicontazioniHttpModule } from './rendicontazioni.module.js';
