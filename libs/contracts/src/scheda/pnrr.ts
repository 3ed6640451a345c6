import { checkCodiceFiscale } from '@gare/domain/codes/codice-fiscale';
import { checkCup } from '@gare/domain/codes/cup';
import { choice, choices, code, date, flag, group, list, longtext, percent, text } from './field.js';
import { MISURE_PREMIALI, MOTIVO_DEROGA_QUOTE } from './pcp-labels.js';

/** Equality section of the ANAC schede, per lot. */
export const pnrrLotto = {
  quota30: choice(
    'Quota del 30% di giovani e donne',
    { SI: 'Sì', NO: 'No', SI_QUOTA_INFERIORE: 'Sì, in misura minore' },
    { hint: 'DL 77/2021 art. 47 c. 4 (REG22).' },
  ),
  quotaFemminile: percent('Quota femminile', { hint: 'Se minore, almeno una sotto 30 e non entrambe zero (REG23, REG24).', sample: '30' }),
  quotaGiovanile: percent('Quota giovanile', { sample: '30' }),
  motivoDeroga: choices('Motivo della deroga', MOTIVO_DEROGA_QUOTE, { hint: 'Obbligatorio se la quota non è piena (REG27).' }),
  misurePremiali: choices('Misure premiali', MISURE_PREMIALI, { hint: 'Se non ce ne sono si indica 13 (REG28).', sample: ['13'] }),
};

/** Section 4.8: PNRR/PNC block of the procedure. */
export const pnrr = {
  pnrr: group(
    'PNRR e PNC',
    {
      missione: text('Missione', { maxLength: 20, sample: 'M4' }),
      componente: text('Componente', { maxLength: 20, sample: 'C1' }),
      investimento: text('Investimento', { maxLength: 40, sample: '3.3' }),
      codiceMisura: text('Codice della misura', { maxLength: 40, sample: 'M4C1I3.3' }),
      cup: code('CUP', checkCup, { sample: 'D18H22000980002' }),
      soggettoAttuatore: text('Soggetto attuatore', { sample: 'Comune di Montone' }),
      amministrazioneTitolare: text('Amministrazione titolare', { sample: 'Ministero dell’istruzione e del merito' }),
      milestoneTarget: text('Milestone o target', { sample: 'M4C1-26' }),
      dataLimite: date('Data limite', { hint: 'I traguardi del dispositivo sono finiti il 31/08/2026.', sample: '2026-06-30' }),
      dnsh: group(
        'DNSH',
        {
          regime: choice('Regime', { '1': 'Regime 1', '2': 'Regime 2' }),
          schede: text('Schede applicate', { sample: '2, 5' }),
          checklistExAnte: flag('Lista di controllo ex ante compilata'),
        },
        { hint: 'Reg. (UE) 2021/241 art. 17.' },
      ),
      titolariEffettivi: list(
        'Titolari effettivi',
        {
          operatore: text('Operatore'),
          nome: text('Nome'),
          cf: code('Codice fiscale', checkCodiceFiscale),
          base: choice('Criterio', { PROPRIETA: 'Proprietà di almeno il 25%', CONTROLLO: 'Controllo', RESIDUALE: 'Criterio residuale' }),
          data: date('Data della dichiarazione'),
        },
        { hint: 'Circolare RGS 27/2023.' },
      ),
      dsanConflitto: flag('Dichiarazioni sul conflitto di interessi', { hint: 'Circolari RGS 30/2022 e 27/2023.' }),
      assenzaDoppioFinanziamento: flag('Assenza di doppio finanziamento'),
      loghiNextGenerationEU: flag('Emblema e frase NextGenerationEU', { hint: 'Reg. (UE) 2021/241 art. 34.' }),
      clausoleArt47: longtext('Clausole dell’art. 47', { hint: 'DL 77/2021 art. 47 cc. 2-6: penali comprese.' }),
      checklistAppalto: flag('Lista di controllo ministeriale compilata'),
    },
    { hint: 'Solo per appalti finanziati dal PNRR o dal PNC.' },
  ),
};
