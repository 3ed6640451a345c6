import { checkCig } from '@gare/domain/codes/cig';
import { checkCup } from '@gare/domain/codes/cup';
import { checkCpv, checkIstatAnac, checkLotIdentifier, checkNuts3 } from '@gare/domain/codes/forms';
import { checkCategoria } from '@gare/domain/codes/soa';
import { z } from 'zod';
import { choice, choices, code, codes, date, flag, group, integer, list, listWithId, longtext, text } from './field.js';
import { finanziamento, importi, quadroEconomico, quadroEconomicoLavori } from './importi.js';
import { partecipazioneLotto } from './partecipazione.js';
import {
  CATEGORIE_MERCEOLOGICHE,
  DEROGA_QUALIFICAZIONE,
  DISPOSIZIONI_PARTICOLARI,
  MOTIVO_COLLEGAMENTO,
  TIPOLOGIA_LAVORO,
} from './pcp-labels.js';
import { pnrrLotto } from './pnrr.js';

export const OGGETTO_CONTRATTO = { works: 'Lavori', services: 'Servizi', supplies: 'Forniture' } as const;

const WORKS = { appliesWhen: ['works' as const] };
const SERVICES_SUPPLIES = { appliesWhen: ['services' as const, 'supplies' as const] };

const codiciLotto = {
  cig: code('CIG', checkCig, { hint: 'Lo assegna la PCP; le cifre finali si controllano da sole.', sample: 'B123456659' }),
  cup: codes('CUP', checkCup, { hint: 'L. 3/2003 art. 11; 15 caratteri.', sample: ['D18H22000980002'] }),
  acquisizioneCup: flag('Il lotto ha un CUP', { hint: 'Sempre per gli investimenti PNRR (REG18).' }),
  oggetto: text('Oggetto del lotto', { sample: 'Refezione scolastica – scuole di Montone' }),
  oggettoContratto: choice('Oggetto del contratto', OGGETTO_CONTRATTO, {
    hint: 'BT-23: la prestazione prevalente.',
    requiredFor: 'la pubblicazione',
    sample: 'services',
  }),
  cpvPrevalente: code('CPV prevalente', checkCpv, {
    hint: 'Meglio con almeno cinque cifre significative (bando-tipo 1).',
    sample: '55524000-9',
  }),
  cpvSecondarie: codes('CPV secondari', checkCpv, { hint: 'Senza ripetere il prevalente (REG65, REG66).', sample: ['55523100-3'] }),
  codIstat: code('Luogo: codice ISTAT', checkIstatAnac, {
    hint: 'Nove cifre; in alternativa al NUTS (REG124, REG125).',
    sample: '010054033',
  }),
  codNUTS: code('Luogo: codice NUTS', checkNuts3, { hint: 'In alternativa al codice ISTAT (BT-5071).', sample: 'ITI21' }),
};

const natura = {
  categoria: code('Categoria prevalente', checkCategoria, { ...WORKS, hint: 'Una sola (REG115).', sample: 'OG 1' }),
  categoriaScorporabile: codes('Categorie scorporabili', checkCategoria, { ...WORKS, sample: ['OS 30'] }),
  prestazioniComprese: choice(
    'Prestazioni comprese',
    { '1': 'Sola esecuzione', '2': 'Progettazione ed esecuzione' },
    { ...WORKS, hint: 'REG30.' },
  ),
  modalitaAcquisizione: choice(
    'Modalità di acquisizione',
    { '1': 'Acquisto', '2': 'Leasing', '3': 'Noleggio', '4': 'Acquisto a riscatto' },
    { ...SERVICES_SUPPLIES, hint: 'REG29.' },
  ),
  tipologiaLavoro: choices('Tipologia dei lavori', TIPOLOGIA_LAVORO, WORKS),
  servizioPubblicoLocale: flag('Servizio pubblico locale', { appliesWhen: ['services'], hint: 'REG10; D.Lgs. 201/2022.' }),
  contrattiDisposizioniParticolari: choice('Disposizioni particolari', DISPOSIZIONI_PARTICOLARI),
  derogaQualificazione: choice('Deroga alla qualificazione', DEROGA_QUALIFICAZIONE, { hint: 'Solo se il comune fa da sé (C. 62 c. 6).' }),
  categorieMerceologiche: choices('Categorie merceologiche', CATEGORIE_MERCEOLOGICHE, {
    hint: 'Comprese in quelle della procedura (REG1).',
    sample: ['999'],
  }),
  servizioIntellettuale: flag('Servizio di natura intellettuale', {
    appliesWhen: ['services'],
    hint: 'Niente DUVRI né costi di manodopera (C. 108 c. 9).',
  }),
  fornituraSenzaPosa: flag('Fornitura senza posa in opera', { appliesWhen: ['supplies'], hint: 'C. 108 c. 9.' }),
  ictStrategico: flag('Acquisto informatico in contesto strategico', {
    hint: 'C. 108 c. 4: sicurezza cibernetica, al massimo 10 punti economici.',
  }),
  opzioniRinnovi: flag('Ci sono opzioni o rinnovi', { hint: 'REG37.' }),
  ripetizioniEConsegneComplementari: flag('Sono previste ripetizioni', { hint: 'REG38 e REG14.' }),
  ipotesiCollegamento: group('Collegamento con altra procedura', {
    motivo: choice('Motivo', MOTIVO_COLLEGAMENTO, { sample: '10' }),
    cigCollegato: codes('CIG collegati', checkCig, { hint: 'Servono con ogni motivo diverso da 10 (REG15).' }),
  }),
  affidamentiRiservati: choice(
    'Affidamento riservato',
    { none: 'No', 'res-ws': 'Laboratori protetti (C. 61)', 'res-pub-ser': 'Enti partecipativi (C. 129)' },
    { hint: 'BT-71.' },
  ),
  condizioniRiserva: longtext('Condizioni della riserva', { hint: 'Almeno il 30% di lavoratori svantaggiati (C. 61).' }),
  accessibilita: choice(
    'Accessibilità per le persone con disabilità',
    { inc: 'Considerata', 'n-inc': 'Non considerata', 'n-inc-just': 'Non considerata, con motivazione' },
    { hint: 'BT-754; con il PNRR è sempre «considerata» (REG32).' },
  ),
  giustificazioneAccessibilita: longtext('Motivazione sull’accessibilità', { hint: 'BT-755 (REG33).' }),
  strumentiElettroniciSpecifici: flag('Metodi e strumenti informativi (BIM)', {
    ...WORKS,
    hint: 'C. 43; da indicare oltre 1 milione (REG5).',
  }),
  docFAP: flag('Documento di fattibilità delle alternative', { ...WORKS, hint: 'REG5_1.' }),
  fontiRinnovabili: flag('Interventi da fonti rinnovabili'),
};

const tempiELuoghi = {
  durata: group(
    'Durata',
    { valore: integer('Valore', { sample: 36 }), unita: choice('Unità', { gg: 'giorni', mesi: 'mesi' }, { sample: 'mesi' }) },
    { hint: 'Una sola fra durata, data di fine e altra durata (REG108, REG109).' },
  ),
  dataInizio: date('Data di inizio', { sample: '2027-09-01' }),
  dataFine: date('Data di fine', { sample: '2030-06-30' }),
  altraDurata: choice('Altra durata', { UNLIMITED: 'Illimitata', UNKNOWN: 'Non nota' }, { hint: 'BT-538.' }),
  luoghiEsecuzione: list('Luoghi di esecuzione', {
    codIstat: code('Codice ISTAT', checkIstatAnac, { sample: '010054033' }),
    codNUTS: code('Codice NUTS', checkNuts3, { sample: 'ITI21' }),
    indirizzo: text('Indirizzo', { sample: 'Scuola primaria, Via della Costituente' }),
    comune: text('Comune', { sample: 'Montone' }),
  }),
  finanziamenti: list('Finanziamenti', finanziamento, { hint: 'La somma copre il quadro economico (TUEL 183).', section: 'importi' }),
};

const lotto = {
  ...codiciLotto,
  ...natura,
  ...tempiELuoghi,
  importi: group('Importi', importi, { section: 'importi' }),
  quadroEconomico: group('Quadro economico', quadroEconomico, { section: 'importi', hint: 'Voci della PCP; ogni lotto ha il suo.' }),
  quadroEconomicoLavori: group('Quadro economico dei lavori', quadroEconomicoLavori, {
    section: 'importi',
    appliesWhen: ['works'],
    hint: 'All. I.7 art. 5.',
  }),
  partecipazione: group('Requisiti del lotto', partecipazioneLotto, { section: 'partecipazione' }),
  afferenteInvestimentiPNRR: flag('Finanziato dal PNRR o dal PNC', {
    section: 'pnrr',
    hint: 'Attiva gli obblighi dell’art. 47 DL 77/2021.',
    sample: false,
  }),
  pnrr: group('PNRR – quote e premi', pnrrLotto, { section: 'pnrr' }),
};

const lotIdentifier = z.string({ error: 'Il lotto non ha un identificativo.' }).superRefine((value, context) => {
  const outcome = checkLotIdentifier(value);
  if (!outcome.ok) context.addIssue({ code: 'custom', message: outcome.message, params: { rule: outcome.rule } });
});

/** Section 4.3: the lots. The `id` of a lot is its lotIdentifier (BT-137), LOT-0001. */
export const lotti = {
  lotti: listWithId(
    { label: 'Lotti', shape: lotto, id: lotIdentifier },
    { hint: 'Anche un solo lotto è LOT-0001.', requiredFor: 'la pubblicazione' },
  ),
};
