import { z } from 'zod';
import { responsibilityMatrixSchema } from '../access/responsibility-matrix.js';
import { checkAusa, checkPec } from '../codes/forms.js';
import { checkCentroCosto, checkCodiceFiscaleEnte } from '../enti/ente-codes.js';
import { tariffSchema } from '../tariff/tariff.js';
import { scopeItemSchema, scopeName, scopesMeet } from './scope.js';

const text = z.string('Campo da compilare.').trim().min(1, 'Campo da compilare.');
const date = z.iso.date('La data si scrive AAAA-MM-GG.');
const percent = z.string().regex(/^(?:100|\d{1,2})(?:\.\d{1,2})?$/, 'La percentuale va da 0 a 100.');

function coded(check: (value: string) => { ok: boolean; message?: string }): z.ZodType<string> {
  return z.string('Campo da compilare.').check((context) => {
    const outcome = check(context.value);
    if (!outcome.ok) context.issues.push({ code: 'custom', message: outcome.message ?? '', input: context.value });
  });
}

/** Of an item of a list of the sheet, to edit it by itself. */
const id = z.string().optional();

const party = z.strictObject({
  id,
  ruolo: z.enum(['SUA', 'ADERENTE']),
  enteId: text,
  denominazione: text,
  codiceFiscale: coded(checkCodiceFiscaleEnte),
  codiceIpa: text,
  codiceAusa: coded(checkAusa),
  codiceCentroCosto: coded(checkCentroCosto),
  codiceIstat: z.string().nullable().default(null),
  popolazione: z.int('La popolazione è un numero intero.').min(0).nullable().default(null),
  pec: coded(checkPec),
  rappresentante: z.strictObject({ cognome: text, nome: text, carica: text }),
});

const days = z.int('I giorni sono un numero intero.');

const sla = z.strictObject({
  id,
  fase: z.enum(['ISTRUTTORIA', 'INTEGRAZIONI', 'INDIZIONE', 'AGGIUDICAZIONE']),
  giorni: days.min(1, 'Il termine è di almeno un giorno.').max(365),
  unita: z.enum(['gg', 'wd']),
  sospendibile: z.boolean(),
});

const payer = z.enum(['SUA', 'COMUNE']);

const organ = z.strictObject({
  id,
  nome: text,
  composizione: text,
  riunioniAnno: z.int().min(1, 'La consultazione avviene almeno una volta l’anno (TUEL 30 c. 2).'),
  relazioneAnnuale: z.boolean(),
});

const litigation = z
  .strictObject({ difesa: payer, oneri: z.enum(['SUA', 'COMUNE', 'RIPARTO']), quotaSuaPct: percent.nullable().default(null) })
  .refine(({ oneri, quotaSuaPct }) => oneri !== 'RIPARTO' || quotaSuaPct !== null, {
    path: ['quotaSuaPct'],
    message: 'Se gli oneri si ripartono, indica la quota della SUA.',
  });

/** Activities of DPCM 30/6/2011 art. 3, by their letter. */
const activities = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'l', 'm', 'n'] as const;

/** The structured content of a convenzione, article by article (brief §1.4; TUEL 30; DPCM 30/6/2011 art. 4). */
export const convenzioneContentSchema = z
  .strictObject({
    parti: z.array(party).min(2, 'Una convenzione ha almeno due parti: la SUA e un ente che aderisce.'),
    oggetto: z.strictObject({
      funzioniSvolte: z.array(z.enum(['1', '2', '3', '4'])).min(1, 'Indica fin dove arriva la delega: almeno una funzione da 1 a 4.'),
      attivita: z.array(z.enum(activities)).min(1, 'Indica almeno una attività della SUA.'),
      serviziFacoltativi: z.array(text).default([]),
    }),
    ambito: z.array(scopeItemSchema).min(1, 'Indica almeno un tipo di contratto con la sua fascia di importo.'),
    durata: z.strictObject({ inizio: date, fine: date, rinnovo: z.enum(['ESPRESSO', 'NESSUNO']) }),
    compiti: z.strictObject({ matrice: responsibilityMatrixSchema }),
    tempi: z.array(sla).default([]),
    personale: z.array(text).default([]),
    rapporti: z.strictObject({
      tariffe: z.array(tariffSchema),
      rimborsi: z.strictObject({ contributoAnac: payer, pubblicita: payer, commissione: payer, piattaforma: payer }),
      quotaIncentivoPct: percent,
      pagamentoGiorni: days.min(1).max(180),
    }),
    consultazione: z.array(organ).min(1, 'Indica le forme di consultazione: servono per legge (TUEL 30 c. 2).'),
    contenzioso: litigation,
    privacy: z.strictObject({ forma: z.enum(['RESPONSABILE_ART_28', 'CONTITOLARITA_ART_26']), atto: text }),
    anticorruzione: z.strictObject({ pattoIntegrita: z.boolean(), protocolloLegalita: z.boolean() }),
    recesso: z.strictObject({
      preavvisoGiorni: days.min(1, 'Il preavviso è di almeno un giorno.').max(365, 'Il preavviso è al massimo di un anno.'),
    }),
    nuoveAdesioni: z.strictObject({ ammesse: z.boolean(), conDelibera: z.boolean() }),
    ultrattivita: z.boolean(),
  })
  .check((context) => {
    const { parti, durata, ambito } = context.value;
    const report = (path: (string | number)[], message: string): void => {
      context.issues.push({ code: 'custom', path, message, input: context.value });
    };
    if (parti.filter((one) => one.ruolo === 'SUA').length !== 1) report(['parti'], 'Una sola parte è la SUA.');
    parti.forEach((one, index) => {
      if (parti.findIndex((other) => other.codiceFiscale === one.codiceFiscale) !== index)
        report(['parti', index, 'codiceFiscale'], 'Questo ente è già fra le parti.');
    });
    if (durata.fine <= durata.inizio) report(['durata', 'fine'], 'La fine deve venire dopo l’inizio.');
    ambito.forEach((one, index) => {
      const before = ambito.findIndex((other, at) => at < index && scopesMeet(other, one));
      const twin = ambito[before];
      if (twin !== undefined) report(['ambito', index], `Si sovrappone con l’ambito ${before + 1}: ${scopeName(twin)}.`);
    });
  });
export type ConvenzioneContent = z.output<typeof convenzioneContentSchema>;

export interface ContentIssue {
  /** Of the sheet, list items by their id where they have one: `contenuto/parti/SUA/rappresentante/nome`. */
  readonly path: string;
  /** In Italian. */
  readonly message: string;
}

/** What is missing or wrong in a content that is being written; nothing where it is complete. */
export function contentIssues(content: unknown): readonly ContentIssue[] {
  const result = convenzioneContentSchema.safeParse(content ?? {});
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const { path, value } = sheetPlace(content, issue.path);
    return { path: path.join('/'), message: issueMessage(issue, value) };
  });
}

function sheetPlace(content: unknown, place: readonly PropertyKey[]): { path: string[]; value: unknown } {
  const path = ['contenuto'];
  let value = content;
  for (const key of place) {
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
    const own = typeof key === 'number' && typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
    path.push(typeof own === 'string' ? own : String(key));
  }
  return { path, value };
}

function issueMessage(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined || value === null || value === '')
    return issue.message.startsWith('Invalid') ? 'Campo da compilare.' : issue.message;
  if (issue.code === 'unrecognized_keys') return `Voci non previste: ${issue.keys.join(', ')}.`;
  return /^(?:Invalid|Too )/.test(issue.message) ? 'Il valore non è ammesso.' : issue.message;
}
