/** Kinds of act that tender documents cite. */
export type ActKind = 'dlgs' | 'legge' | 'dl' | 'dpr' | 'rd' | 'ue';

/**
 * One act: kind, number, day of the act (`YYYY-MM-DD`), number of its last article, and what else is known.
 * `articles` null: not known, so that no article of it is ever called missing.
 */
export interface ActLine {
  readonly kind: ActKind;
  readonly number: number;
  readonly date: string;
  readonly title: string;
  readonly articles: number | null;
  /** First day on which it is no longer law, and what took its place. */
  readonly repealed?: { readonly from: string; readonly by: string };
  /** Articles put in or taken out later: first day on which they are, or are no longer, law. */
  readonly inserted?: readonly (readonly [articles: string, from: string])[];
  /** Every inserted article is in the list: another one is asked about. Without it an article such as `12-bis` is not judged. */
  readonly insertedAll?: true;
  readonly removed?: readonly (readonly [first: number, last: number, from: string, by: string])[];
  /** Annexes, where they have numbers of their own. */
  readonly annexes?: readonly (readonly [names: string, from: string])[];
  /** The numbers are ours and a lawyer still has to confirm them: what follows from them is only a warning. */
  readonly unconfirmed?: true;
}

const code = '2023-07-01';
const correction = '2024-12-31';
const codeOf2006 = { from: '2016-04-19', by: 'il D.Lgs. 18 aprile 2016, n. 50, e poi dal D.Lgs. 31 marzo 2023, n. 36' };

const procurement: readonly ActLine[] = [
  {
    ...{ kind: 'dlgs', number: 36, date: '2023-03-31', title: 'Codice dei contratti pubblici', articles: 229 },
    inserted: [['82-bis 225-bis 226-bis', correction]],
    insertedAll: true,
    annexes: [
      ['I.1 I.2 I.3 I.4 I.5 I.6 I.7 I.8 I.9 I.10 I.11 I.12 I.13 I.14', code],
      ['II.1 II.2 II.3 II.4 II.5 II.6 II.7 II.8 II.9 II.10 II.11 II.12 II.13 II.14 II.15 II.16 II.17 II.18 II.19 II.20', code],
      ['III.1 IV.1 V.1 V.2 V.3', code],
      ['I.01 II.2-bis', correction],
    ],
  },
  {
    ...{ kind: 'dlgs', number: 50, date: '2016-04-18', title: 'Codice dei contratti pubblici del 2016', articles: 220 },
    repealed: { from: code, by: 'il D.Lgs. 31 marzo 2023, n. 36 (articolo 226)' },
  },
  {
    ...{ kind: 'dlgs', number: 163, date: '2006-04-12', title: 'Codice dei contratti pubblici del 2006', articles: 257 },
    repealed: codeOf2006,
  },
  {
    ...{ kind: 'dpr', number: 207, date: '2010-10-05', title: 'Regolamento dei contratti pubblici', articles: 359 },
    repealed: { from: code, by: 'il D.Lgs. 31 marzo 2023, n. 36 (articolo 226)' },
  },
  {
    ...{ kind: 'dpr', number: 554, date: '1999-12-21', title: 'Regolamento dei lavori pubblici', articles: 232 },
    repealed: { from: '2011-06-08', by: 'il D.P.R. 5 ottobre 2010, n. 207, poi abrogato anch’esso' },
  },
  {
    ...{ kind: 'dpr', number: 34, date: '2000-01-25', title: 'Regolamento sulla qualificazione delle imprese', articles: null },
    repealed: { from: '2011-06-08', by: 'il D.P.R. 5 ottobre 2010, n. 207, poi abrogato anch’esso' },
  },
  {
    ...{ kind: 'legge', number: 109, date: '1994-02-11', title: 'Legge quadro in materia di lavori pubblici', articles: null },
    repealed: { from: '2006-07-01', by: 'il D.Lgs. 12 aprile 2006, n. 163, poi abrogato anch’esso' },
  },
  {
    ...{ kind: 'dlgs', number: 157, date: '1995-03-17', title: 'Appalti pubblici di servizi', articles: null },
    repealed: { from: '2006-07-01', by: 'il D.Lgs. 12 aprile 2006, n. 163, poi abrogato anch’esso' },
  },
  { kind: 'dlgs', number: 209, date: '2024-12-31', title: 'Correttivo del codice dei contratti pubblici', articles: 97, unconfirmed: true },
  { kind: 'dlgs', number: 104, date: '2010-07-02', title: 'Codice del processo amministrativo', articles: 137 },
  { kind: 'legge', number: 136, date: '2010-08-13', title: 'Piano straordinario contro le mafie', articles: 16 },
  {
    ...{ kind: 'dlgs', number: 159, date: '2011-09-06', title: 'Codice delle leggi antimafia', articles: 120 },
    inserted: [['94-bis', '2021-11-07']],
  },
  {
    ...{ kind: 'dpr', number: 252, date: '1998-06-03', title: 'Regolamento sulle comunicazioni antimafia', articles: null },
    repealed: { from: '2013-02-13', by: 'il D.Lgs. 6 settembre 2011, n. 159' },
  },
  {
    ...{ kind: 'legge', number: 575, date: '1965-05-31', title: 'Disposizioni contro la mafia', articles: null },
    repealed: { from: '2011-10-13', by: 'il D.Lgs. 6 settembre 2011, n. 159' },
  },
  {
    ...{ kind: 'legge', number: 1423, date: '1956-12-27', title: 'Misure di prevenzione', articles: null },
    repealed: { from: '2011-10-13', by: 'il D.Lgs. 6 settembre 2011, n. 159' },
  },
];

const administration: readonly ActLine[] = [
  {
    ...{ kind: 'legge', number: 241, date: '1990-08-07', title: 'Procedimento amministrativo', articles: 31 },
    inserted: [
      [
        '2-bis 3-bis 10-bis 14-bis 14-ter 14-quater 21-bis 21-ter 21-quater 21-quinquies 21-sexies 21-septies 21-octies 21-nonies',
        '2009-07-04',
      ],
      ['6-bis', '2012-11-28'],
      ['17-bis', '2015-08-28'],
      ['14-quinquies', '2016-07-28'],
      ['18-bis 19-bis', '2016-12-11'],
    ],
    insertedAll: true,
  },
  {
    ...{ kind: 'dlgs', number: 267, date: '2000-08-18', title: 'Testo unico degli enti locali', articles: 275 },
    inserted: [['147-bis 147-ter 147-quater 147-quinquies 148-bis 153-bis 243-bis 243-ter 243-quater 243-quinquies', '2012-12-08']],
  },
  {
    ...{ kind: 'legge', number: 142, date: '1990-06-08', title: 'Ordinamento delle autonomie locali', articles: null },
    repealed: { from: '2000-10-13', by: 'il D.Lgs. 18 agosto 2000, n. 267' },
  },
  {
    ...{ kind: 'dlgs', number: 165, date: '2001-03-30', title: 'Lavoro pubblico', articles: 73 },
    inserted: [
      ['54-bis', '2012-11-28'],
      ['35-bis', '2012-11-28'],
    ],
  },
  { kind: 'legge', number: 190, date: '2012-11-06', title: 'Prevenzione della corruzione', articles: 2 },
  {
    kind: 'dlgs',
    number: 33,
    date: '2013-03-14',
    title: 'Trasparenza',
    articles: 53,
    inserted: [['5-bis 5-ter 9-bis 7-bis', '2016-06-23']],
  },
  {
    kind: 'dpr',
    number: 62,
    date: '2013-04-16',
    title: 'Codice di comportamento',
    articles: 17,
    inserted: [['11-bis 11-ter', '2023-07-14']],
  },
  { kind: 'dpr', number: 445, date: '2000-12-28', title: 'Documentazione amministrativa', articles: 78 },
  {
    kind: 'dlgs',
    number: 82,
    date: '2005-03-07',
    title: 'Codice dell’amministrazione digitale',
    articles: 92,
    inserted: [
      ['6-bis', '2012-12-18'],
      ['6-ter', '2016-09-14'],
    ],
  },
  { kind: 'legge', number: 56, date: '2014-04-07', title: 'Città metropolitane, province, unioni di comuni', articles: 1 },
  { kind: 'dlgs', number: 39, date: '2013-04-08', title: 'Inconferibilità e incompatibilità', articles: 23 },
  { kind: 'dlgs', number: 201, date: '2022-12-23', title: 'Servizi pubblici locali', articles: 39 },
  { kind: 'dlgs', number: 175, date: '2016-08-19', title: 'Società a partecipazione pubblica', articles: 28 },
  { kind: 'dlgs', number: 118, date: '2011-06-23', title: 'Armonizzazione contabile', articles: 80 },
  {
    ...{ kind: 'dlgs', number: 196, date: '2003-06-30', title: 'Codice in materia di protezione dei dati personali', articles: 186 },
    removed: [[3, 45, '2018-09-19', 'il D.Lgs. 10 agosto 2018, n. 101; la materia è nel regolamento (UE) 2016/679']],
  },
  {
    ...{ kind: 'legge', number: 675, date: '1996-12-31', title: 'Tutela dei dati personali', articles: null },
    repealed: { from: '2004-01-01', by: 'il D.Lgs. 30 giugno 2003, n. 196' },
  },
  { kind: 'ue', number: 679, date: '2016-04-27', title: 'Regolamento generale sulla protezione dei dati', articles: 99 },
];

const workAndMoney: readonly ActLine[] = [
  { kind: 'dlgs', number: 81, date: '2008-04-09', title: 'Sicurezza sul lavoro', articles: 306, inserted: [['7-bis', '2012-12-18']] },
  {
    ...{ kind: 'dlgs', number: 626, date: '1994-09-19', title: 'Sicurezza sul lavoro (1994)', articles: null },
    repealed: { from: '2008-05-15', by: 'il D.Lgs. 9 aprile 2008, n. 81' },
  },
  {
    ...{ kind: 'dlgs', number: 494, date: '1996-08-14', title: 'Sicurezza nei cantieri', articles: null },
    repealed: { from: '2008-05-15', by: 'il D.Lgs. 9 aprile 2008, n. 81' },
  },
  { kind: 'dlgs', number: 81, date: '2015-06-15', title: 'Contratti di lavoro', articles: 57 },
  { kind: 'legge', number: 68, date: '1999-03-12', title: 'Diritto al lavoro dei disabili', articles: 24, unconfirmed: true },
  { kind: 'dlgs', number: 198, date: '2006-04-11', title: 'Codice delle pari opportunità', articles: 58, unconfirmed: true },
  { kind: 'dlgs', number: 231, date: '2001-06-08', title: 'Responsabilità amministrativa degli enti', articles: 85 },
  { kind: 'dlgs', number: 231, date: '2002-10-09', title: 'Ritardi di pagamento', articles: 11, unconfirmed: true },
  { kind: 'dlgs', number: 385, date: '1993-09-01', title: 'Testo unico bancario', articles: 162 },
  { kind: 'dpr', number: 642, date: '1972-10-26', title: 'Imposta di bollo', articles: null },
  { kind: 'dpr', number: 633, date: '1972-10-26', title: 'Imposta sul valore aggiunto', articles: null },
  { kind: 'legge', number: 266, date: '2005-12-23', title: 'Legge finanziaria 2006', articles: 1 },
  { kind: 'legge', number: 296, date: '2006-12-27', title: 'Legge finanziaria 2007', articles: 1 },
  { kind: 'dl', number: 77, date: '2021-05-31', title: 'Governance del PNRR', articles: 67, unconfirmed: true },
  { kind: 'dl', number: 76, date: '2020-07-16', title: 'Semplificazioni', articles: 65, unconfirmed: true },
  { kind: 'dl', number: 90, date: '2014-06-24', title: 'Semplificazione e trasparenza', articles: 54, unconfirmed: true },
  { kind: 'dlgs', number: 152, date: '2006-04-03', title: 'Norme in materia ambientale', articles: 318 },
  { kind: 'dlgs', number: 42, date: '2004-01-22', title: 'Codice dei beni culturali', articles: 184 },
  { kind: 'dpr', number: 380, date: '2001-06-06', title: 'Testo unico dell’edilizia', articles: 138 },
  { kind: 'rd', number: 262, date: '1942-03-16', title: 'Codice civile', articles: 2969 },
];

/** The acts that tender documents cite; an act that is not here is never judged. */
export const actLines: readonly ActLine[] = [...procurement, ...administration, ...workAndMoney];
