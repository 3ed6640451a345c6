import { z } from 'zod';
import { aggiudicazione } from './aggiudicazione.js';
import { entiPersone } from './enti-persone.js';
import { esecuzione } from './esecuzione.js';
import { esito } from './esito.js';
import { lotti } from './lotto.js';
import { partecipazione } from './partecipazione.js';
import { pnrr } from './pnrr.js';
import { procedura } from './procedura.js';

/**
 * The scheda di gara: every structured datum of a tender. Each field may be absent or null while the sheet is a draft;
 * a field that is present is well formed (codes, money, dates, values). Unknown fields are refused.
 */
export const schedaSchema = z.strictObject({
  ...entiPersone,
  ...procedura,
  ...lotti,
  ...aggiudicazione,
  ...partecipazione,
  ...esecuzione,
  ...pnrr,
  ...esito,
});

export type Scheda = z.infer<typeof schedaSchema>;
export type Lotto = NonNullable<Scheda['lotti']>[number];

export type SectionId =
  'enti-persone' | 'procedura' | 'lotto' | 'importi' | 'aggiudicazione' | 'partecipazione' | 'esecuzione' | 'pnrr' | 'esito';

/** Sections of the sheet in the order of the form; `fields` are top-level field names, lots hold sections of their own. */
export const schedaSections: readonly { readonly id: SectionId; readonly label: string; readonly fields: readonly string[] }[] = [
  { id: 'enti-persone', label: 'Enti e persone', fields: Object.keys(entiPersone) },
  { id: 'procedura', label: 'Procedura', fields: Object.keys(procedura) },
  { id: 'lotto', label: 'Lotti', fields: Object.keys(lotti) },
  { id: 'importi', label: 'Importi', fields: [] },
  { id: 'aggiudicazione', label: 'Aggiudicazione', fields: Object.keys(aggiudicazione) },
  { id: 'partecipazione', label: 'Partecipazione', fields: Object.keys(partecipazione) },
  { id: 'esecuzione', label: 'Esecuzione', fields: Object.keys(esecuzione) },
  { id: 'pnrr', label: 'PNRR', fields: Object.keys(pnrr) },
  { id: 'esito', label: 'Gara, esito e contratto', fields: Object.keys(esito) },
];
