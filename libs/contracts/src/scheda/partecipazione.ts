import { checkCategoria } from '@gare/domain/codes/soa';
import { amount, choice, code, datetime, flag, group, integer, list, longtext, percent, text } from './field.js';

/** Requirements that belong to one lot. */
export const partecipazioneLotto = {
  fatturatoGlobale: group(
    'Fatturato globale',
    {
      importo: amount('Importo minimo'),
      periodo: text('Periodo', { sample: 'migliori tre anni degli ultimi cinque' }),
      motivazione: longtext('Motivazione'),
    },
    { hint: 'Non oltre il doppio del valore del lotto (C. 100 c. 11).' },
  ),
  serviziAnaloghi: group(
    'Servizi o forniture analoghi',
    {
      importo: amount('Importo minimo'),
      numero: integer('Numero minimo'),
      periodo: text('Periodo', { sample: 'ultimi dieci anni' }),
      motivazione: longtext('Motivazione'),
    },
    { appliesWhen: ['services', 'supplies'], hint: 'C. 100 c. 11.' },
  ),
  soa: list(
    'Categorie SOA',
    {
      categoria: code('Categoria', checkCategoria, { sample: 'OG 1' }),
      classifica: choice(
        'Classifica',
        {
          I: 'I',
          II: 'II',
          III: 'III',
          'III-bis': 'III-bis',
          IV: 'IV',
          'IV-bis': 'IV-bis',
          V: 'V',
          VI: 'VI',
          VII: 'VII',
          VIII: 'VIII',
        },
        { hint: 'Copre l’importo con l’aumento di un quinto (All. II.12 art. 2).' },
      ),
      importo: amount('Importo', { hint: 'Oneri della sicurezza compresi.' }),
      prevalente: flag('Prevalente'),
      scorporabile: flag('Scorporabile'),
      subappaltabile100: flag('Subappaltabile per intero'),
    },
    { appliesWhen: ['works'], hint: 'Da 150.000 € in su (C. 100 c. 4).' },
  ),
  requisitiLavoriSotto150: longtext('Requisiti per lavori sotto 150.000 €', { appliesWhen: ['works'], hint: 'All. II.12 art. 28.' }),
  garanziaProvvisoria: group(
    'Garanzia provvisoria',
    {
      pct: percent('Percentuale', {
        hint: 'Sopra soglia 2% (1–4% motivato, C. 106); sotto soglia solo se motivata, al massimo 1% (C. 53).',
        sample: '2',
      }),
      importo: amount('Importo', { hint: 'Percentuale del valore del lotto.', sample: '5673.34' }),
      riduzioni: flag('Riduzioni ammesse', { hint: 'Solo sopra soglia (C. 106 c. 8).' }),
      motivazione: longtext('Motivazione'),
      validitaGiorni: integer('Validità', { unit: 'giorni', hint: 'Almeno 180 (C. 106 c. 5).', sample: 180 }),
    },
    { hint: 'Mai per gli affidamenti diretti (C. 53 c. 1).' },
  ),
  contributoAnacOE: amount('Contributo ANAC del concorrente', { hint: 'Secondo la tabella in vigore.', sample: '18.00' }),
};

const sopralluogo = {
  tipo: choice('Sopralluogo', { OBBL: 'Obbligatorio', FAC: 'Facoltativo', NO: 'Non previsto' }, { hint: 'C. 92 c. 1.', sample: 'NO' }),
  motivazione: longtext('Motivazione', { hint: 'Solo se strettamente necessario.' }),
  finestre: list('Finestre', { dal: datetime('Dal'), al: datetime('Al'), note: text('Note') }),
  richiestaEntro: datetime('Richiesta entro'),
  contatto: text('A chi si chiede', { sample: 'Ufficio tecnico comunale' }),
};

const subappalto = {
  ammesso: flag('Subappalto ammesso', { hint: 'In generale sì, senza limiti percentuali (C. 119 c. 1).' }),
  limitePercentuale: percent('Limite percentuale', {
    hint: 'Un limite generale non è ammesso: qui si registra solo se qualcuno lo ha scritto.',
    sample: '40',
  }),
  prestazioniInProprio: longtext('Parti da eseguire in proprio', { hint: 'C. 119 c. 2.' }),
  motivazioneInProprio: longtext('Motivazione delle parti in proprio'),
  cascata: flag('Subappalto a cascata ammesso', { hint: 'C. 119 c. 17.' }),
  motivazioneCascata: longtext('Motivazione dei limiti alla cascata'),
  quotaPMI: percent('Quota alle piccole e medie imprese', {
    hint: 'Almeno il 20% delle prestazioni subappaltabili (C. 119 c. 2).',
    sample: '20',
  }),
  motivazioneQuotaPMI: longtext('Motivazione di una quota minore'),
};

/** Certifications a tender may ask for, by the code the sheet keeps. */
export const CERTIFICAZIONI = {
  ISO9001: 'UNI EN ISO 9001',
  ISO14001: 'UNI EN ISO 14001',
  ISO45001: 'UNI ISO 45001',
  ISO22000: 'UNI EN ISO 22000',
  PDR125: 'UNI/PdR 125',
  SA8000: 'SA 8000',
  EMAS: 'EMAS',
} as const;

/** Section 4.6: participation, for the whole procedure. */
export const partecipazione = {
  partecipazione: group('Partecipazione', {
    idoneita: group(
      'Idoneità professionale',
      {
        cciaa: text('Attività per la Camera di commercio', {
          hint: 'Attività pertinente, anche se non coincidente (C. 100 c. 3).',
          sample: 'ristorazione collettiva',
        }),
        albi: longtext('Albi e registri'),
      },
      { hint: 'C. 100 c. 3.' },
    ),
    certificazioni: list(
      'Certificazioni',
      {
        tipo: choice('Certificazione', CERTIFICAZIONI),
        oggetto: text('Oggetto'),
        equivalente: flag('«O equivalente»', { hint: 'Sempre (C. 87, All. II.8).' }),
      },
      { hint: 'Solo se proporzionate.' },
    ),
    rti: group('Raggruppamenti', {
      quotaMinMandataria: percent('Quota minima della mandataria', { hint: 'Senza motivazione non si fissa (CGUE C-642/20).' }),
      motivazione: longtext('Motivazione'),
    }),
    avvalimento: group('Avvalimento', {
      ammesso: flag('Ammesso', { hint: 'C. 104.' }),
      esclusioni: longtext('Esclusioni', { hint: 'Requisiti generali, beni culturali, albo gestori ambientali.' }),
      premiale: flag('Avvalimento premiale disciplinato', { hint: 'C. 104 c. 4 e 12.' }),
    }),
    subappalto: group('Subappalto', subappalto, { hint: 'C. 119.' }),
    sopralluogo: group('Sopralluogo', sopralluogo),
    soccorsoIstruttorioGiorni: integer('Giorni per il soccorso istruttorio', {
      unit: 'giorni',
      hint: 'Da 5 a 10 (C. 101 c. 1).',
      sample: 5,
    }),
  }),
};
