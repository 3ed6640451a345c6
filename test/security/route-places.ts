import { draftingPlaces } from './drafting-places.js';
import { libraryPlaces, shippedFile } from './library-places.js';

/** The dossier, the body and the people that strangers ask for. */
export interface Victim {
  readonly dossierId: string;
  /** The convenzione of its body, a dossier too. */
  readonly convenzioneId: string;
  readonly packageId: string;
  /** A survey, a report and a file of the report. */
  readonly surveyId: string;
  readonly reportId: string;
  readonly rowFileId: string;
  readonly grantId: string;
  readonly expenseId: string;
  readonly messageId: string;
  readonly attachmentId: string;
  /** A comment on a draft that is internal to its body: who reviews from outside does not find it either. */
  readonly draftThreadId: string;
  /** A file that came back from Word. */
  readonly wordReturnId: string;
  readonly draftMessageId: string;
  readonly requestId: string;
  readonly pointId: string;
  readonly paymentId: string;
  readonly statementFileId: string;
  /** An e-mail that was refused. */
  readonly mailId: string;
  readonly outageId: string;
  readonly enteId: string;
  readonly lawPreviewId: string;
  /** A draft of the Province and a text changed in the dossier. */
  readonly clauseVersionId: string;
  readonly deviationId: string;
  /** A review asked for, and a remark. */
  readonly reviewId: string;
  readonly remarkId: string;
  /** A Province it knows, and a bundle that came. */
  readonly signerId: string;
  readonly importId: string;
  readonly personId: string;
  readonly sessionId: string;
  readonly assignmentId: string;
  readonly dossierAssignmentId: string;
  readonly absenceId: string;
  /** A draft of the library of its Province. */
  readonly templateId: string;
  /** Words that occur in the tender and nowhere else. */
  readonly words: readonly string[];
}

/** What this test needs to know of a route; one that is missing fails it. */
export interface RoutePlace {
  /**
   * To whom it belongs. `thing`: it is about the thing in the path or body, strangers are refused. `own`: strangers get an answer
   * about themselves. `public`: anybody gets an answer, without tender content.
   */
  readonly about: 'thing' | 'own' | 'public';
  /** On whose side somebody may, so that a refusal is known to come from who asks and not from how. */
  readonly mayAsk: 'comune' | 'sua';
  readonly body?: (victim: Victim) => unknown;
  readonly query?: string;
  /** A file goes with it. */
  readonly upload?: true;
  /** The answer to who may see holds words of the tender. */
  readonly shows?: true;
  /** Without a convenzione in force it is refused. */
  readonly needsConvenzione?: true;
}

const thing = { about: 'thing', mayAsk: 'comune' } as const;
const own = { about: 'own', mayAsk: 'comune' } as const;
const open = { about: 'public', mayAsk: 'comune' } as const;

const deliberation = { numero: '1', data: '2025-01-10', pubblicataIl: '2025-01-12', immediatamenteEseguibile: true };

const existing = ({ enteId }: Victim): unknown => ({
  ...{ enteId, numero: '9/2025', contenuto: {}, deliberaComune: deliberation, deliberaProvincia: deliberation },
  stipula: { data: '2025-02-01', repertorio: '1', protocollo: '1', referenti: 'Estraneo' },
});

const signature = ({ enteId }: Victim): unknown => ({
  ...{ enteId, firmatario: 'Un estraneo', formato: 'PADES', alle: '2026-04-10T09:00:00Z' },
  ...{ certificatoDal: '2025-01-01T00:00:00Z', certificatoAl: '2027-12-31T23:59:59Z' },
});

const someVersion = [{ code: 'D06', sha256: 'ab'.repeat(32) }];

export const routePlaces: Readonly<Record<string, RoutePlace>> = {
  signIn: { ...open, body: () => ({ email: 'nessuno@nessuno.example', password: 'nessuna' }) },
  signInMethods: open,
  startOidc: open,
  finishOidc: open,
  checkAccessLink: { ...open, body: () => ({ token: 'A'.repeat(43) }) },
  useAccessLink: { ...open, body: () => ({ token: 'A'.repeat(43), password: 'una frase lunga di prova' }) },
  live: open,
  ready: open,
  metrics: open,
  openApi: open,
  openFile: open,
  // An office server: without a token nothing is told.
  checkFileInfo: open,
  fileOperation: open,
  getFile: open,
  putFile: open,
  // A secret address: without a token that is known nothing is told.
  readCalendarFeed: { ...open, query: `?token=${'A'.repeat(43)}` },

  currentSession: own,
  // Empty bodies: they are about the account of who asks, and nothing is to change in it.
  getAccount: own,
  changePassword: { ...own, body: () => ({}) },
  beginSecondFactor: { ...own, body: () => ({}) },
  confirmSecondFactor: { ...own, body: () => ({}) },
  removeSecondFactor: { ...own, body: () => ({}) },
  listEnti: own,
  listLegalParameters: own,
  // An empty body: it would be about the register of who asks.
  previewLegalParameter: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  getLawPreview: { ...thing, mayAsk: 'sua' },
  confirmLawPreview: { ...thing, mayAsk: 'sua' },
  getIndicators: own,
  downloadIndicatorsCsv: own,
  listPublished: own,
  listTerms: { ...own, query: '?from=2026-01-01&to=2026-12-31' },
  // The outages of one's own Province.
  listPadOutages: own,
  recordPadOutage: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  reversePadOutage: { ...thing, mayAsk: 'sua', body: () => ({ reason: 'Annullato da un estraneo' }) },
  getCalendarFeed: own,
  // Empty bodies: they are about the calendar of who asks.
  renewCalendarFeed: { ...own, body: () => ({}) },
  revokeCalendarFeed: { ...own, body: () => ({}) },
  listKinds: own,
  listSessions: own,
  events: own,
  listPeople: own,
  listDossiers: { ...own, shows: true },
  getBoard: { ...own, shows: true },
  // Without `shows`: the routes asked before it hand the dossier to others, so nothing waits on who may any more.
  listMyTurn: own,
  listTasks: thing,
  getDossierTeam: thing,
  assignOnDossier: { ...thing, body: ({ personId }) => ({ personId, role: 'RUP_COMUNE' }) },
  endAssignment: thing,
  listAbsences: own,
  // Somebody of the victim's body: strangers have nobody of that id in theirs.
  recordAbsence: { ...thing, body: ({ personId }) => ({ personId, substituteId: null, from: '2036-01-01', to: '2036-01-02' }) },
  revokeAbsence: thing,

  listNotices: { ...own, shows: true },
  countNotices: own,
  markNotices: { ...own, body: () => ({ upTo: '2026-01-01T00:00:00.000Z' }) },
  getNoticeSettings: own,
  // An empty body: they are about who asks, and nothing is to change.
  changeNoticeSettings: { ...own, body: () => ({}) },
  getMailState: { ...own, mayAsk: 'sua' },
  repeatMail: { ...thing, mayAsk: 'sua' },

  endOtherSessions: own,
  switchEnte: { ...thing, body: ({ enteId }) => ({ enteId }) },
  // An empty body: the SUA of others may register people of its own.
  registerPerson: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  getPerson: { ...thing, mayAsk: 'sua' },
  changePerson: { ...thing, mayAsk: 'sua', body: () => ({ email: 'rubata@altrove.example' }) },
  giveAccessLink: { ...thing, mayAsk: 'sua' },
  resetSecondFactor: { ...thing, mayAsk: 'sua', body: () => ({ motivation: 'Telefono perso' }) },
  disablePerson: { ...thing, mayAsk: 'sua', body: () => ({ motivation: 'Estraneo' }) },
  enablePerson: { ...thing, mayAsk: 'sua', body: () => ({ motivation: 'Estraneo' }) },
  listPersonSessions: { ...thing, mayAsk: 'sua' },
  getEnte: thing,
  // An empty body: another Province may register bodies of its own, and nothing is to be written here.
  createEnte: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  importEnti: { about: 'own', mayAsk: 'sua', body: () => ({}) },
  changeEnte: { ...thing, mayAsk: 'sua', body: () => ({ pec: 'rubata@altrove.example' }) },
  listRoles: thing,
  assignRole: { ...thing, body: ({ personId }) => ({ personId, role: 'RAG', dal: '2027-01-01' }) },
  endRole: { ...thing, body: () => ({ dal: '2027-01-01', motivation: 'Fine dell’incarico per prova' }) },

  createDossier: {
    ...thing,
    body: ({ enteId }) => ({ oggetto: 'Fascicolo aperto a nome di un altro ente', enteId }),
    needsConvenzione: true,
  },
  planIntake: { ...thing, body: ({ enteId }) => ({ enteId, answers: { oggetto: 'Fascicolo aperto a nome di un altro ente' } }) },
  openGuidedDossier: {
    ...thing,
    body: ({ enteId }) => ({
      enteId,
      answers: {
        ...{ oggetto: 'Fascicolo aperto a nome di un altro ente', natura: 'SERVIZI', importo: '300000.00', strumento: 'CONTRATTO' },
        ...{ eccezione: 'NESSUNA', procedura: '71', lotti: 1, fondi: 'ALTRI', manodopera: 'SI', interferenze: 'ESENTE' },
      },
    }),
    needsConvenzione: true,
  },
  getDossier: { ...thing, shows: true },
  moveDossier: {
    ...thing,
    body: () => ({ event: 'annulla', motivation: 'Annullamento da parte di un estraneo, con la motivazione richiesta' }),
  },
  listAudit: { ...thing, shows: true },
  listEnteAudit: thing,
  exportEnteAudit: thing,
  exportAudit: { ...thing, shows: true },
  listDeclarations: thing,
  approveTechnicalPart: { ...thing, body: () => ({ documents: someVersion }) },
  listReviewGrants: thing,
  giveReviewGrant: {
    ...thing,
    body: () => ({ email: 'avvocato@studio.example', dal: '2026-01-01', al: '2036-01-01', reason: 'Revisione chiesta da un estraneo' }),
  },
  revokeReviewGrant: thing,
  declareConflict: { ...thing, body: () => ({ answer: 'ASSENTE' }) },
  getDossierTerms: thing,
  simulateTerms: { ...thing, query: '?scadenzaOfferte=2027-03-01T11:00:00Z' },
  recordTermAct: { ...thing, body: () => ({ kind: 'STIPULA', on: '2026-01-10', reference: 'Atto di un estraneo' }) },
  getSheet: { ...thing, shows: true },
  changeSheet: { ...thing, body: () => ({ baseRevision: 1, changes: [{ path: 'oggetto', value: 'Oggetto riscritto da un estraneo' }] }) },
  listDocuments: { ...thing, shows: true },
  listDocumentVersions: { ...thing, shows: true },
  getFieldFacts: { ...thing, query: '?path=oggetto', shows: true },
  getValueFacts: { ...thing, query: '?field=oggetto&instance=oggetto' },
  listStaleDocuments: thing,
  getVersionFacts: { ...thing, shows: true },
  getVersionRedline: { ...thing, query: '?against=1' },
  getHandEdits: thing,
  downloadDocument: { ...thing, query: '?format=original' },
  generateDocuments: { ...thing, body: () => ({}) },
  uploadDocument: { ...thing, upload: true },
  getOffice: thing,
  openOffice: { ...thing, body: () => ({ mode: 'view' }) },
  concludeOffice: { ...thing, body: () => ({ keep: false, over: null }) },
  listAttachments: { ...thing, shows: true },
  addAttachment: { ...thing, upload: true, query: '?place=spese/S1&type=ALTRO' },
  downloadRowFile: { ...thing, shows: true },
  withdrawAttachment: { ...thing, body: () => ({ reason: 'Ritirato da un estraneo' }) },
  listChecklists: thing,
  answerChecklist: { ...thing, body: () => ({ itemId: '1', value: 'SI', note: 'Risposta di un estraneo' }) },
  signChecklist: { ...thing, body: () => ({ hash: 'ab'.repeat(32) }) },
  getSurvey: thing,
  importCases: { ...thing, body: () => ({ csv: 'procedura;pratica;avvio\nSCIA;1;2026-01-10' }) },
  readOwnTenders: { ...thing, mayAsk: 'sua' },
  getSurveyProgress: own,
  listChecks: { ...thing, shows: true },
  runChecks: thing,
  // The register of kinds is the same for everybody of the Province; what it tells of dossiers are counts of one's own.
  listKindVersions: { ...own, mayAsk: 'sua' },
  getKindText: { ...own, mayAsk: 'sua' },
  listKindDossiers: { ...own, mayAsk: 'sua' },
  diffKindVersions: { ...own, mayAsk: 'sua', query: '?from=1.0.0&to=1.0.0' },
  examineKind: { ...own, mayAsk: 'sua', body: () => ({ text: '{}' }) },
  // Incomplete: another Province may publish kinds of its own.
  publishKind: { ...own, mayAsk: 'sua', body: () => ({ text: '{}' }) },
  listKindMigrations: { ...own, mayAsk: 'sua' },
  migrateKind: { ...own, mayAsk: 'sua', body: () => ({ from: '1.0.0' }) },
  planKindMigration: { ...thing, mayAsk: 'sua', body: () => ({ to: '9.9.9' }) },
  migrateDossier: { ...thing, mayAsk: 'sua', body: () => ({ to: '9.9.9', motivation: 'Passaggio chiesto da un estraneo' }) },
  getExpertise: thing,
  recordExpertDay: {
    ...thing,
    mayAsk: 'sua',
    body: () => ({ day: '2026-11-10', hours: '7.5', activity: 'ALTRO', description: 'Inserita da un estraneo' }),
  },
  reverseExpertDay: { ...thing, mayAsk: 'sua', body: () => ({ motivation: 'Stornata da un estraneo' }) },
  listJobs: { ...thing, shows: true },
  getPackage: { ...thing, shows: true },
  buildPackage: { ...thing, mayAsk: 'sua' },
  downloadPackage: { ...thing, shows: true },

  getThread: { ...thing, shows: true },
  writeMessage: { ...thing, body: () => ({ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d1f', testo: 'Scritto da un estraneo' }) },
  markMessage: { ...thing, body: () => ({ nelFascicolo: true }) },
  writeNote: { ...thing, body: () => ({ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d1f', testo: 'Annotato da un estraneo' }) },
  uploadAttachment: { ...thing, upload: true },
  downloadAttachment: { ...thing, shows: true },
  listRequests: { ...own, shows: true },
  listIntegrationRequests: { ...thing, shows: true },
  suggestIntegrations: { ...thing, mayAsk: 'sua' },
  openIntegrationRequest: {
    ...thing,
    mayAsk: 'sua',
    body: () => ({
      ...{ clientId: '7d1f7d1f-7d1f-4d1f-8d1f-7d1f7d1f7d1f', testo: 'Richiesta scritta da un estraneo' },
      punti: [{ tipo: 'LIBERO', testo: 'Spiegare' }],
    }),
  },
  answerPoint: { ...thing, body: () => ({ stato: 'NON_DOVUTO', risposta: 'Risposto da un estraneo' }) },
  answerIntegrationRequest: { ...thing, body: () => ({}) },
  prolongIntegrationRequest: { ...thing, mayAsk: 'sua', body: () => ({ entro: '2027-01-01', motivazione: 'Prorogata da un estraneo' }) },
  closeIntegrationRequest: { ...thing, mayAsk: 'sua', body: () => ({ motivazione: 'Chiusa da un estraneo' }) },

  listConvenzioni: own,
  // An empty body opens one for the body of who asks: strangers name the victim's.
  openConvenzione: { ...thing, mayAsk: 'sua', body: ({ enteId }) => ({ enteId }) },
  registerExistingConvenzione: { ...thing, mayAsk: 'sua', body: existing },
  getConvenzione: thing,
  fixConvenzioneText: { ...thing, mayAsk: 'sua', body: () => ({ azione: 'FISSA' }) },
  recordSignature: { ...thing, body: signature },
  getMatrix: thing,
  changeMatrix: {
    ...thing,
    mayAsk: 'sua',
    body: () => ({ baseRevision: 1, cells: [{ document: 'D33', role: 'RUP_SUA', letters: 'aS' }] }),
  },
  getTariffs: thing,
  changeTariffs: { ...thing, mayAsk: 'sua', body: () => ({ baseRevision: 1, tariffe: [] }) },
  getFeeEstimate: thing,
  listExpenses: { ...thing, shows: true },
  recordExpense: {
    ...thing,
    mayAsk: 'sua',
    body: () => ({
      voce: 'PUBBLICITA',
      descrizione: 'Inserita da un estraneo',
      aCaricoDi: 'COMUNE',
      importo: '100.00',
      data: '2026-11-02',
    }),
  },
  reverseExpense: { ...thing, mayAsk: 'sua', body: () => ({ data: '2026-11-03', motivazione: 'Stornata da un estraneo' }) },
  listPayments: { ...thing, shows: true },
  recordPayment: {
    ...thing,
    mayAsk: 'sua',
    body: () => ({ tipo: 'PAGATO', riferimento: 'Mandato di un estraneo', importo: '100.00', data: '2026-11-02' }),
  },
  reversePayment: { ...thing, mayAsk: 'sua', body: () => ({ data: '2026-11-03', motivazione: 'Stornato da un estraneo' }) },
  getStatement: { ...thing, shows: true },
  // Everybody's own Province: a comune is refused, another Province reads about itself.
  getStatements: { ...own, mayAsk: 'sua' },
  downloadStatementCsv: { ...thing, shows: true },
  listStatementFiles: { ...thing, shows: true },
  formStatementFile: thing,
  downloadStatementFile: { ...thing, shows: true },

  revokeSession: thing,
  signOut: own,
  ...draftingPlaces,
  ...libraryPlaces,
};

/** The dossier of the victim that has what the route is about. */
function dossierFor(path: string, victim: Victim): string {
  if (path.startsWith('/api/convenzioni/')) return victim.convenzioneId;
  if (path.includes('/survey')) return victim.surveyId;
  if (path.includes('/thread/')) return victim.dossierId;
  return /\/(?:attachments|checklists)/.test(path) ? victim.reportId : victim.dossierId;
}

/** A code that the route knows: of a kind, of a clause, of a template, of a document. */
function codeIn(path: string): string {
  if (path.includes('/kinds/')) return 'CONVENZIONE_ADESIONE';
  if (path.includes('/clauses/')) return 'CL28';
  return path.includes('/templates/') ? 'D03' : 'D06';
}

/** Value of a parameter of a path; a parameter that is not here fails the test. */
export function parameter(name: string, path: string, victim: Victim): string {
  const values: Readonly<Record<string, string>> = {
    dossierId: dossierFor(path, victim),
    checklist: 'AUTOVERIFICA',
    packageId: victim.packageId,
    entryId: path.includes('/expenses/') ? victim.expenseId : victim.paymentId,
    fileId: victim.statementFileId,
    threadId: victim.draftThreadId,
    returnId: victim.wordReturnId,
    messageId: path.includes('/drafts/') ? victim.draftMessageId : victim.messageId,
    attachmentId: path.includes('/thread/') ? victim.attachmentId : victim.rowFileId,
    requestId: victim.requestId,
    reviewId: victim.reviewId,
    remarkId: victim.remarkId,
    pointId: victim.pointId,
    mailId: victim.mailId,
    grantId: victim.grantId,
    outageId: victim.outageId,
    year: '2026',
    enteId: victim.enteId,
    previewId: victim.lawPreviewId,
    personId: victim.personId,
    sessionId: victim.sessionId,
    assignmentId: path.startsWith('/api/dossiers/') ? victim.dossierAssignmentId : victim.assignmentId,
    absenceId: victim.absenceId,
    code: codeIn(path),
    versionId: victim.clauseVersionId,
    deviationId: victim.deviationId,
    signerId: victim.signerId,
    importId: victim.importId,
    number: '1',
    version: path.startsWith('/api/kinds/') ? '1.0.0' : '1',
    templateId: /\/(?:publication|end|withdrawal)$/.test(path) ? victim.templateId : shippedFile('d02-nota-pre-istruttoria'),
    token: 'nessuna-firma',
  };
  const value = values[name];
  if (value === undefined) throw new Error(`the path parameter ${name} has no value here`);
  return value;
}
