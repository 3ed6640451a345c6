import { checkCodiceFiscale, checkCodiceFiscalePersona } from '@gare/domain/codes/codice-fiscale';
import {
  checkAoo,
  checkAusa,
  checkIpa,
  checkIstatAnac,
  checkIstatComune,
  checkNuts3,
  checkPec,
  checkUo,
  checkUrl,
} from '@gare/domain/codes/forms';
import { checkPartitaIva } from '@gare/domain/codes/partita-iva';
import { choice, choices, code, date, flag, group, list, text } from './field.js';
import { FUNZIONI_SVOLTE } from './pcp-labels.js';

/** Identification of an act: decisione, nomina, approvazione. */
export const atto = {
  numero: text('Numero dell’atto', { maxLength: 40, sample: '145' }),
  data: date('Data dell’atto', { sample: '2026-11-02' }),
  organo: text('Organo che lo ha adottato', { sample: 'Responsabile dell’Area Amministrativa' }),
};

const ente = {
  denominazione: text('Denominazione', { hint: 'Com’è nei registri pubblici: compare su ogni documento.', sample: 'Comune di Montone' }),
  codiceFiscale: code('Codice fiscale', checkPartitaIva, {
    hint: 'Le 11 cifre dell’ente, con la cifra di controllo.',
    sample: '81000430546',
  }),
  ipaCode: code('Codice IPA', checkIpa, { hint: 'Dall’indice delle pubbliche amministrazioni (CAD art. 6-ter).', sample: 'c_f685' }),
  aooCode: code('Codice AOO', checkAoo, { hint: 'Area organizzativa che protocolla.', sample: 'A1B2C3D' }),
  uorCode: code('Codice dell’ufficio', checkUo, { hint: 'Ufficio responsabile, come in IPA.', sample: 'UF1A2B' }),
  istat: code('Codice ISTAT', checkIstatComune, { sample: '054033' }),
  codIstatAnac: code('Codice ISTAT nella forma ANAC', checkIstatAnac, {
    hint: 'Nove cifre: regione, provincia, comune.',
    sample: '010054033',
  }),
  nuts: code('Codice NUTS', checkNuts3, { hint: 'Il livello 3 è la provincia (BT-507).', sample: 'ITI21' }),
  pec: code('PEC', checkPec, { hint: 'Domicilio digitale (CAD art. 6-ter).', sample: 'comune.montone@postacert.example' }),
  email: code('Posta ordinaria', checkPec, { sample: 'gare@comune.example' }),
  telefono: text('Telefono', { maxLength: 40, sample: '075 000000' }),
  indirizzo: text('Indirizzo', { sample: 'Piazza Fortebraccio, 3' }),
  cap: text('CAP', { maxLength: 5, sample: '06014' }),
  localita: text('Località', { sample: 'Montone' }),
  siglaProvincia: text('Sigla della provincia', { maxLength: 2, sample: 'PG' }),
  profiloCommittente: code('Profilo di committente', checkUrl, { hint: 'C. 27 c. 3.', sample: 'https://www.comune.example/bandi' }),
  qualificazioneLavori: choice(
    'Qualificazione per i lavori',
    { NESSUNA: 'Non qualificato', L3: 'L3 – fino a 1.000.000 €', L2: 'L2 – fino alla soglia europea', L1: 'L1 – senza limiti' },
    { hint: 'Livello nell’elenco ANAC alla data della gara (C. 63 c. 2, All. II.4).' },
  ),
  qualificazioneServiziForniture: choice(
    'Qualificazione per servizi e forniture',
    { NESSUNA: 'Non qualificato', SF3: 'SF3 – fino a 750.000 €', SF2: 'SF2 – fino a 5.000.000 €', SF1: 'SF1 – senza limiti' },
    { hint: 'Livello nell’elenco ANAC alla data della gara (C. 63 c. 2, All. II.4).' },
  ),
  qualificazioneDal: date('Qualificazione valida dal', { sample: '2025-07-01' }),
  qualificazioneAl: date('Qualificazione valida fino al', { hint: 'Dura due anni dalla domanda (All. II.4).', sample: '2027-06-30' }),
};

const persona = {
  cognome: text('Cognome', { maxLength: 80, sample: 'Bianchi' }),
  nome: text('Nome', { maxLength: 80, sample: 'Lucia' }),
  cf: code('Codice fiscale', checkCodiceFiscalePersona, { hint: 'Serve alla piattaforma ANAC; non esce nei documenti pubblicati.' }),
  titolo: text('Titolo', { maxLength: 20, hint: 'Come va premesso al nome: dott.ssa, ing., arch.', sample: 'dott.ssa' }),
  ruolo: text('Qualifica', { sample: 'Responsabile dell’Area Amministrativa' }),
  pec: code('PEC', checkPec, { sample: 'lucia.bianchi@postacert.example' }),
  telefono: text('Telefono', { maxLength: 40, sample: '075 000000' }),
  attoNomina: group('Atto di nomina', atto, { hint: 'C. 15: il RUP è nominato con atto formale dal suo ente.' }),
  dipendente: flag('Dipendente dell’ente', { hint: 'All. I.2 art. 2.' }),
  profiloTecnico: flag('Profilo tecnico', { hint: 'Per lavori e servizi tecnici il RUP è un tecnico (All. I.2 art. 4).' }),
  supportoTecnico: text('Supporto tecnico al RUP', { hint: 'Chi affianca un RUP senza profilo tecnico (C. 15 c. 6).' }),
  dichiarazione35bis: flag('Dichiarazione ex art. 35-bis presentata', { hint: 'D.Lgs. 165/2001 art. 35-bis.' }),
  dichiarazioneConflitto: date('Dichiarazione di assenza di conflitti', {
    hint: 'Data della dichiarazione (C. 16).',
    sample: '2026-10-05',
  }),
};

/** Section 4.1: bodies, persons, convenzione. */
export const entiPersone = {
  comune: group('Comune committente', ente, { hint: 'Titolare dell’appalto e del fabbisogno.' }),
  provincia: group('Provincia – Stazione Unica Appaltante', ente, { hint: 'Svolge la gara per il comune (C. 62 c. 9).' }),
  stazioniAppaltanti: list(
    'Stazioni appaltanti',
    {
      codiceFiscale: code('Codice fiscale', checkCodiceFiscale, { hint: 'Tutti diversi fra loro (PCP REG3).', sample: '00163570542' }),
      denominazione: text('Denominazione', { sample: 'Provincia di Perugia' }),
      codiceAusa: code('Codice AUSA', checkAusa, { sample: '0000161234' }),
      codiceCentroCosto: text('Centro di costo', { maxLength: 60, hint: 'Quello registrato in AUSA.', sample: '280' }),
      saTitolare: flag('Stazione appaltante titolare', { hint: 'Una sola: il comune.' }),
      funzioniSvolte: choices('Funzioni svolte', FUNZIONI_SVOLTE, { hint: 'Estensione della delega (PCP REG2): dalla convenzione.' }),
    },
    { hint: 'La PCP vuole l’elenco delle stazioni appaltanti con le funzioni di ciascuna (del. ANAC 261/2023).' },
  ),
  rupComune: group('Responsabile del progetto – comune', persona, { hint: 'Per le attività di pertinenza del comune (C. 62 c. 13).' }),
  rupSua: group('Responsabile del progetto – SUA', persona, { hint: 'La SUA nomina un proprio RUP per l’affidamento (C. 62 c. 13).' }),
  rdpAffidamento: group('Responsabile della fase di affidamento', persona, { hint: 'Se nominato (C. 15 c. 4).' }),
  dirSua: group('Dirigente della SUA', persona, { hint: 'Firma bando e disciplinare.' }),
  dirComune: group('Responsabile del servizio – comune', persona, { hint: 'Firma istanza e decisione a contrarre (TUEL 107 e 109).' }),
  organismoRicorso: group(
    'Organismo delle procedure di ricorso',
    {
      denominazione: text('Denominazione', { sample: 'Tribunale Amministrativo Regionale per l’Umbria' }),
      indirizzo: text('Indirizzo', { sample: 'Via Baglioni, 3 – 06121 Perugia' }),
      pec: code('PEC', checkPec, { sample: 'tar@postacert.example' }),
    },
    { hint: 'Va scritto nel bando (All. II.6; c.p.a. art. 120).' },
  ),
  convenzione: group(
    'Convenzione fra comune e Provincia',
    {
      numero: text('Numero o repertorio', { maxLength: 40, sample: '37' }),
      dataStipula: date('Data di stipula', { sample: '2025-02-14' }),
      dataScadenza: date('Data di scadenza', { hint: 'Deve essere in corso alla pubblicazione (TUEL 30).', sample: '2028-02-13' }),
      stato: choice('Stato', { ATTIVA: 'Attiva', BOZZA: 'In preparazione', SOSPESA: 'Sospesa', SCADUTA: 'Scaduta', CESSATA: 'Cessata' }),
      funzioniSvolte: choices('Funzioni delegate', FUNZIONI_SVOLTE, { hint: 'Si copia nelle stazioni appaltanti.' }),
      ambiti: choices('Ambiti', { works: 'Lavori', services: 'Servizi', supplies: 'Forniture' }, { sample: ['services'] }),
    },
    { hint: 'TUEL art. 30; C. 62 c. 9.' },
  ),
};
