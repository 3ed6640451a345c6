import { amount, choice, flag, integer, list, longtext, percent, text } from './field.js';
import { TIPO_FINANZIAMENTO } from './pcp-labels.js';

const TIPO_OPZIONE = {
  RINNOVO: 'Rinnovo',
  PROROGA_120_10: 'Proroga opzionale (C. 120 c. 10)',
  ESTENSIONE: 'Estensione',
  QUINTO_120_9: 'Quinto d’obbligo (C. 120 c. 9)',
  REVISIONE_STIMATA: 'Revisione prezzi stimata',
  PREMI: 'Premi e pagamenti ai candidati',
} as const;

/**
 * Section 4.4, per lot. `importoLavori/Servizi/Forniture` hold labour and leave out safety costs;
 * importoBase = the three of them + oneriSicurezzaInterferenza + importoProgettazione + ulterioriSommeNoRibasso;
 * importoSoggettoARibasso = importoBase − oneriSicurezzaInterferenza − ulterioriSommeNoRibasso (− costiManodopera if `manodoperaScorporata`);
 * valoreStimatoLotto = importoBase + opzioni + ripetizioni.
 */
export const importi = {
  importoLavori: amount('Importo dei lavori', { hint: 'Manodopera compresa, oneri della sicurezza esclusi.' }),
  importoServizi: amount('Importo dei servizi', { hint: 'Manodopera compresa, oneri della sicurezza esclusi.' }),
  importoForniture: amount('Importo delle forniture', { hint: 'Manodopera compresa, oneri della sicurezza esclusi.' }),
  oneriSicurezzaInterferenza: amount('Oneri della sicurezza', {
    hint: 'Da DUVRI o PSC, non ribassabili (D.Lgs. 81/2008 artt. 26 e 100).',
    sample: '1200.00',
  }),
  costiManodopera: amount('Costi della manodopera', { hint: 'Stimati dalla stazione appaltante e indicati a parte (C. 41 cc. 13-14).' }),
  manodoperaScorporata: flag('Manodopera fuori dall’importo ribassabile', { hint: 'C. 41 c. 14.' }),
  importoProgettazione: amount('Importo della progettazione', { hint: 'Solo nell’appalto integrato (C. 44).', appliesWhen: ['works'] }),
  ulterioriSommeNoRibasso: amount('Altre somme non ribassabili', { hint: 'Per esempio il 65% dei servizi tecnici (C. 41 c. 15-bis).' }),
  importoSoggettoARibasso: amount('Importo soggetto a ribasso', { hint: 'Base meno sicurezza, altre somme e, se scorporata, manodopera.' }),
  importoBase: amount('Importo a base di gara', {
    hint: 'Lavori, servizi e forniture più sicurezza, progettazione e altre somme.',
    requiredFor: 'la pubblicazione',
  }),
  fonteCostoManodopera: text('Fonte del costo della manodopera', { hint: 'Tabella ministeriale o prezzario usati (C. 41 c. 13).' }),
  prezzario: text('Prezzario', {
    hint: 'Elenco regionale dell’anno (C. 41 c. 13, All. I.14).',
    appliesWhen: ['works'],
    sample: 'Elenco regionale dei prezzi – Umbria 2026',
  }),
  annoPrezzario: integer('Anno del prezzario', { appliesWhen: ['works'], sample: 2026 }),
  opzioni: list('Opzioni', {
    tipo: choice('Tipo', TIPO_OPZIONE),
    importo: amount('Importo', { sample: '61667.00' }),
    durataMesi: integer('Durata', { unit: 'mesi', sample: 12 }),
    condizioni: longtext('Condizioni', { hint: 'Oggetto, natura, valore e condizioni (C. 120 c. 1 lett. a).' }),
  }),
  ripetizioni: amount('Lavori o servizi analoghi', { hint: 'Entro tre anni dal primo contratto (C. 76 c. 6).' }),
  condizioniRipetizioni: longtext('Condizioni della ripetizione'),
  valoreStimatoLotto: amount('Valore stimato del lotto', { hint: 'Base più opzioni, rinnovi e ripetizioni (C. 14 c. 4).' }),
};

/** Standard cost breakdown of the ANAC platform, per lot. */
export const quadroEconomico = {
  impLavori: amount('Lavori'),
  impServizi: amount('Servizi'),
  impForniture: amount('Forniture'),
  impTotaleSicurezza: amount('Sicurezza'),
  ulterioriSommeNoRibasso: amount('Altre somme non ribassabili'),
  impProgettazione: amount('Progettazione'),
  sommeOpzioniRinnovi: amount('Opzioni e rinnovi', { hint: 'Maggiore di zero se ci sono opzioni (REG37).' }),
  sommeRipetizioni: amount('Ripetizioni', { hint: 'Maggiore di zero se ci sono ripetizioni (REG38).' }),
  sommeADisposizione: amount('Somme a disposizione', { hint: 'La PCP la vuole sempre.' }),
  finanziamentiCanoniPA: amount('Finanziamenti e canoni della PA', { hint: 'Solo concessioni.' }),
  entrateUtenza: amount('Entrate dall’utenza', { hint: 'Solo concessioni.' }),
  introitoAttivo: amount('Introito attivo', { hint: 'Solo concessioni.' }),
  totale: amount('Totale', { hint: 'Somma delle voci.' }),
};

const B = { appliesWhen: ['works' as const] };

/** Extended cost breakdown of a public work (All. I.7 art. 5): A works, B sums at disposal. */
export const quadroEconomicoLavori = {
  lavoriACorpo: amount('A1 – Lavori a corpo', B),
  lavoriAMisura: amount('A1 – Lavori a misura', B),
  sicurezza: amount('A2 – Oneri della sicurezza', B),
  b1LavoriInEconomia: amount('B1 – Lavori in economia', B),
  b2RilieviIndagini: amount('B2 – Rilievi e indagini', B),
  b3Allacciamenti: amount('B3 – Allacciamenti', B),
  b4Imprevisti: amount('B4 – Imprevisti', { ...B, hint: 'Dal 5 al 10% dei lavori.' }),
  b5AcquisizioneAree: amount('B5 – Acquisizione di aree', B),
  b6RevisionePrezzi: amount('B6 – Revisione prezzi e accantonamenti', { ...B, hint: 'C. 60 c. 5.' }),
  b7SpeseTecniche: amount('B7 – Spese tecniche', B),
  b8Incentivi: amount('B8 – Incentivi alle funzioni tecniche', { ...B, hint: 'Al massimo il 2% della base (C. 45).' }),
  b9CollegioConsultivo: amount('B9 – Collegio consultivo tecnico', B),
  b10Commissioni: amount('B10 – Commissioni', B),
  b11PubblicitaAnacSua: amount('B11 – Pubblicità, contributo ANAC, quota SUA', B),
  b12ProveCollaudi: amount('B12 – Prove e collaudi', B),
  b13OpereArte: amount('B13 – Opere d’arte', B),
  b14Iva: amount('B14 – IVA', B),
  aliquotaIva: percent('Aliquota IVA sui lavori', { ...B, sample: '10' }),
  totale: amount('Totale A + B', B),
};

export const finanziamento = {
  tipo: choice('Tipo', TIPO_FINANZIAMENTO),
  importo: amount('Importo'),
  capitolo: text('Capitolo di bilancio', { sample: '1120/3' }),
  annualita: list('Annualità', { anno: integer('Anno', { sample: 2027 }), importo: amount('Importo') }),
  estremi: text('Estremi', { hint: 'Decreto, delibera o contratto di mutuo.' }),
};
