import { checkCcnl } from '@gare/domain/codes/forms';
import { amount, choice, code, date, decimal, flag, group, integer, list, longtext, percent, text } from './field.js';

const revisionePrezzi = {
  prevista: flag('Clausola presente', { hint: 'Obbligatoria (C. 60).' }),
  indici: list(
    'Indici',
    { nome: text('Indice', { sample: 'ISTAT – prezzi al consumo, ristorazione' }), peso: percent('Peso', { sample: '100' }) },
    { hint: 'All. II.2-bis.' },
  ),
  soglia: percent('Soglia di attivazione', {
    hint: 'Oltre il 3% per i lavori, oltre il 5% per servizi e forniture (C. 60 c. 2).',
    sample: '5',
  }),
  pct: percent('Quota riconosciuta', { hint: '90% dell’eccedenza per i lavori, 80% per servizi e forniture.', sample: '80' }),
  periodicita: choice('Periodicità della verifica', {
    MENSILE: 'Mensile',
    TRIMESTRALE: 'Trimestrale',
    SEMESTRALE: 'Semestrale',
    ANNUALE: 'Annuale',
    SAL: 'A ogni SAL',
  }),
};

const personale = {
  mansione: text('Mansione', { sample: 'Cuoca' }),
  livello: text('Livello', { maxLength: 20, sample: '4' }),
  ccnl: text('CCNL', { sample: 'Pubblici esercizi e ristorazione collettiva' }),
  oreSettimanali: decimal('Ore settimanali', { unit: 'ore', sample: '30' }),
  anzianita: text('Anzianità', { hint: 'Anno di assunzione; nessun nome (GDPR).', sample: '2014' }),
  ral: amount('Retribuzione annua lorda', { sample: '16800.00' }),
};

const polizze = {
  car: amount('Danni di esecuzione (CAR)', { appliesWhen: ['works'], hint: 'C. 117 c. 10.' }),
  rct: amount('Responsabilità civile verso terzi', { hint: '5% della somma assicurata, da 500.000 a 5.000.000 €.', sample: '500000.00' }),
  altre: longtext('Altre polizze'),
};

const pagamenti = {
  salOgniEuro: amount('SAL ogni', { appliesWhen: ['works'], sample: '150000.00' }),
  salOgniMesi: integer('SAL o fattura ogni', { unit: 'mesi', sample: 1 }),
  termineGiorni: integer('Termine di pagamento', {
    unit: 'giorni',
    hint: '30 giorni, al massimo 60 se motivato (D.Lgs. 231/2002).',
    sample: 30,
  }),
  motivazioneTermine: longtext('Motivazione di un termine più lungo'),
  ritenuta: percent('Ritenuta a garanzia', { hint: '0,5% (C. 11 c. 6).', sample: '0.5' }),
};

/** Section 4.7: contract and execution. */
export const esecuzione = {
  esecuzione: group('Esecuzione', {
    ccnl: list(
      'Contratti collettivi',
      {
        codice: code('Codice CNEL o ANAC', checkCcnl, { sample: 'H05Y' }),
        denominazione: text('Denominazione', { sample: 'Pubblici esercizi, ristorazione collettiva e commerciale e turismo' }),
        ateco: text('Codice ATECO', { maxLength: 10, sample: '56.29.10' }),
        prevalente: flag('Attività prevalente'),
      },
      { hint: 'C. 11 cc. 1-2, All. I.01.' },
    ),
    territoriale: text('Contratto territoriale'),
    fonteTabelleMinisteriali: text('Tabella del costo del lavoro', { hint: 'C. 41 c. 13.' }),
    clausolaSociale: flag('Clausola sociale', { hint: 'C. 57 c. 1 e 102.' }),
    clausolaEquivalenzaCcnl: flag('Dichiarazione di equivalenza del CCNL', { hint: 'C. 11 cc. 3-5.' }),
    gestoreUscente: text('Gestore uscente'),
    personaleUscente: list('Personale uscente', personale, { hint: 'Senza nomi (D.Lgs. 33/2013 art. 7-bis).' }),
    cam: list(
      'Criteri ambientali minimi',
      {
        dm: text('Decreto', { sample: 'D.M. 10 marzo 2020' }),
        data: date('Data', { sample: '2020-03-10' }),
        oggetto: text('Oggetto', { sample: 'ristorazione collettiva' }),
      },
      {
        hint: 'C. 57 c. 2.',
      },
    ),
    duvri: choice(
      'Rischi da interferenza',
      { DUVRI: 'DUVRI allegato', ASSENZA: 'Nessuna interferenza, dichiarata', ESENTE: 'Esente per tipo di prestazione' },
      {
        appliesWhen: ['services', 'supplies'],
        hint: 'D.Lgs. 81/2008 art. 26.',
      },
    ),
    revisionePrezzi: group('Revisione dei prezzi', revisionePrezzi),
    penali: group('Penali', {
      perMille: decimal('Per ogni giorno', { unit: '‰', hint: 'Fra 0,5 e 1,5 per mille (C. 126 c. 1).', sample: '1' }),
      tetto: percent('Tetto', { hint: 'Al massimo il 10%.', sample: '10' }),
      specifiche: longtext('Penali specifiche'),
    }),
    premioAccelerazione: flag('Premio di accelerazione', { hint: 'C. 126 c. 2.' }),
    anticipazionePct: percent('Anticipazione', { hint: '20%, fino al 30% (C. 125 c. 1).', sample: '20' }),
    motivazioneNoAnticipazione: longtext('Perché non c’è anticipazione'),
    pagamenti: group('Pagamenti', pagamenti),
    garanziaDefinitivaPct: percent('Garanzia definitiva', {
      hint: 'Sopra soglia 10% (C. 117); sotto soglia 5% (C. 53 c. 4).',
      sample: '10',
    }),
    garanziaDefinitivaMotivazioneEsonero: longtext('Perché non è richiesta la garanzia definitiva', { hint: 'C. 53 c. 4.' }),
    polizze: group('Polizze', polizze),
    dl: text('Direttore dei lavori', { appliesWhen: ['works'], sample: 'ing. Marco Tosti' }),
    dec: text('Direttore dell’esecuzione', { appliesWhen: ['services', 'supplies'], sample: 'dott. Paolo Neri' }),
    csp: text('Coordinatore per la progettazione', { appliesWhen: ['works'] }),
    cse: text('Coordinatore per l’esecuzione', { appliesWhen: ['works'] }),
    progettista: text('Progettista', { appliesWhen: ['works'] }),
    varianti120: longtext('Clausole di modifica', { hint: 'C. 120 c. 1 lett. a.' }),
    quintoObbligo: flag('Quinto d’obbligo previsto', { hint: 'C. 120 c. 9: solo se è nei documenti di gara.' }),
    consegnaUrgenza: flag('Esecuzione anticipata possibile', { hint: 'C. 17 cc. 8-9.' }),
    cessioneCrediti: flag('Cessione dei crediti ammessa', { hint: 'C. 120 c. 12.' }),
    cct: flag('Collegio consultivo tecnico', { appliesWhen: ['works'], hint: 'C. 215.' }),
    arbitrato: flag('Clausola arbitrale', { hint: 'C. 213.', sample: false }),
    foro: text('Foro competente', { sample: 'Perugia' }),
    formaContratto: choice(
      'Forma del contratto',
      {
        PUBBLICA_AMMINISTRATIVA: 'Forma pubblica amministrativa',
        SCRITTURA_PRIVATA: 'Scrittura privata',
        ATTO_NOTARILE: 'Atto pubblico notarile',
        CORRISPONDENZA: 'Scambio di lettere',
      },
      { hint: 'C. 18 c. 1.' },
    ),
    stipulante: choice('Chi stipula', { COMUNE: 'Il comune', SUA: 'La Provincia' }, { hint: 'Secondo le funzioni delegate.' }),
    corrispettivo: choice('Corrispettivo', { CORPO: 'A corpo', MISURA: 'A misura', CORPO_MISURA: 'A corpo e a misura' }),
  }),
};
