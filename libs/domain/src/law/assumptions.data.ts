import type { ParameterLine } from './parameters.data.js';

const code = '2023-07-01';

/**
 * Choices this version makes where no source settles the point, as rows that a lawyer sees among those to confirm: what is sent,
 * kept or left to people today, and what another reading would change.
 */
export const assumptions: readonly ParameterLine[] = [
  ['pcp.saTitolare', 'l’ente per cui si affida, uno solo', 'text', code, null, 'Regole PCP, campo saTitolare', 'unconfirmed'],
  ['profilo.mepa.file.max', '20', 'count', code, null, 'Manuale MePA, in MB', 'unconfirmed'],
  ['profilo.altre.file', 'limiti da leggere nel manuale di ogni piattaforma', 'text', code, null, 'Manuali non disponibili', 'unconfirmed'],
  ['profilo.altre.formato', 'cartella ZIP con indice', 'text', code, null, 'Manuali non disponibili', 'unconfirmed'],
  ['conservazione.gareAggiudicate', 'illimitata', 'text', code, null, 'Piano di conservazione dell’ente', 'unconfirmed'],
  [
    'metadati.elenco',
    'elenco trascritto dallo schema XSD dell’AgID',
    'text',
    '2022-01-01',
    null,
    'Linee guida AgID, All. 5',
    'unconfirmed',
  ],
  ['metadati.sincro', 'UNI 11386:2020', 'text', '2022-01-01', null, 'UNI SInCRO, norma non letta', 'unconfirmed'],
  ['antimafia.urgenza.dl76', 'non usata', 'text', code, null, 'DL 76/2020 art. 3', 'unconfirmed'],
  ['tariffa.iva', 'fuori campo IVA', 'text', code, null, 'DPR 633/1972 art. 4, secondo il rapporto fra gli enti', 'unconfirmed'],
  ['incompatibilita.verifica', 'dichiarazioni degli interessati', 'text', code, null, 'D.Lgs. 165/2001 art. 35-bis', 'unconfirmed'],
];
