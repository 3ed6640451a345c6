import type { ParameterLine } from './parameters.data.js';

const always = '2020-02-01';
const survey = 'Rilevazione DFP, istruzioni dell’amministrazione titolare';
const manual = 'Manuale di rendicontazione dell’amministrazione titolare';

/**
 * Rules of measures and of surveys: `misura.<code>.…` is read by the code the report names, so a programme with rules of its own
 * is one more set of rows. What no source confirms is marked.
 */
export const reportingParameters: readonly ParameterLine[] = [
  ['ril.variazione.nota', '60', 'percent', always, null, survey, 'unconfirmed'],
  ['ril.durata.max', '3650', 'days', always, null, survey, 'unconfirmed'],
  ['ril.ricalcolo.tolleranza', '0.5', 'days', always, null, survey, 'unconfirmed'],
  ['ril.certificazione.giorni', '30', 'days', always, null, survey, 'unconfirmed'],
  ['misura.PNRR.dal', '2020-02-01', 'text', always, null, 'Reg. (UE) 2021/241 art. 17', 'unconfirmed'],
  ['misura.PNRR.al', '2026-08-31', 'text', always, null, 'Reg. (UE) 2021/241 art. 18', 'unconfirmed'],
  ['misura.PNRR.ivaAmmessa', 'SE_NON_RECUPERABILE', 'text', always, null, 'D.P.R. 22/2018 art. 15', 'unconfirmed'],
  ['misura.PNRR.anticipo.max', '30', 'percent', always, null, 'D.L. 19/2024 art. 11', 'unconfirmed'],
  ['misura.PNRR.intermedio.max', '90', 'percent', always, null, manual, 'unconfirmed'],
  ['misura.PNC.dal', '2020-02-01', 'text', always, null, 'D.L. 59/2021', 'unconfirmed'],
  ['misura.PNC.al', '2026-12-31', 'text', always, null, 'D.L. 59/2021', 'unconfirmed'],
  ['misura.PNC.ivaAmmessa', 'SE_NON_RECUPERABILE', 'text', always, null, manual, 'unconfirmed'],
  ['misura.PNC.anticipo.max', '10', 'percent', always, null, manual, 'unconfirmed'],
  ['misura.PNC.intermedio.max', '90', 'percent', always, null, manual, 'unconfirmed'],
  ['misura.FSC.dal', '2021-01-01', 'text', '2021-01-01', null, 'L. 178/2020 art. 1 c. 177', 'unconfirmed'],
  ['misura.FSC.al', '2029-12-31', 'text', '2021-01-01', null, manual, 'unconfirmed'],
  ['misura.FSC.ivaAmmessa', 'SE_NON_RECUPERABILE', 'text', '2021-01-01', null, manual, 'unconfirmed'],
  ['misura.FSC.anticipo.max', '10', 'percent', '2021-01-01', null, manual, 'unconfirmed'],
  ['misura.FSC.intermedio.max', '95', 'percent', '2021-01-01', null, manual, 'unconfirmed'],
  ['ren.48bis.soglia', '5000', 'EUR', '2018-03-01', null, 'D.P.R. 602/1973 art. 48-bis'],
  ['ren.art47.mesi', '6', 'months', '2021-06-01', null, 'D.L. 77/2021 art. 47 c. 3'],
  ['ren.imprevisti.max', '10', 'percent', always, null, 'All. I.7 art. 5'],
  ['ren.aggiornamento.giorno', '10', 'count', always, null, manual, 'unconfirmed'],
  ['ren.conservazione.anni', '5', 'years', always, null, 'Reg. (UE) 2018/1046 art. 132'],
  ['ren.conservazione.anniMinori', '3', 'years', always, null, 'Reg. (UE) 2018/1046 art. 132'],
  ['ren.conservazione.soglia', '60000', 'EUR', always, null, 'Reg. (UE) 2018/1046 art. 132'],
];
