import { createHash } from 'node:crypto';

/** The eyes a transaction looks through: the settings `Database` gives it, or settings it never gives, which must open nothing. */
export interface Eyes {
  readonly name: string;
  readonly scope: string;
  readonly sua: string | null;
  readonly enti: readonly string[];
  /** Dossiers they have leave to review. */
  readonly dossiers?: readonly string[];
  /** The person whose own things they see. */
  readonly person?: string;
}

/** Whose a row is (null: of the product, for every Province), and of which dossier; `ente` is null for a row of the Province that belongs to no body. */
export interface Owner {
  readonly sua: string | null;
  readonly ente: string | null;
  readonly dossier: string | null;
  /** Whose own it is, where the table has a column for it. */
  readonly person: string;
  /** Body to which alone it is internal, where the table has a column for it; absent: to none. */
  readonly internalTo?: string;
}

/** What the application role may do with the rows of a table, written down apart from the policies that enforce it. */
export interface TableRule {
  readonly sees: (eyes: Eyes, row: Owner) => boolean;
  /** Rows it may change; `sees` where absent. */
  readonly changes?: (eyes: Eyes, row: Owner) => boolean;
  /** Rows it may insert, and what a row may become; `sees` where absent. */
  readonly writes?: (eyes: Eyes, row: Owner) => boolean;
  /** What was written stays as it is: no update. */
  readonly appendOnly?: true;
  /** The one column that may be updated; every other stays as it was written. */
  readonly updatesOnly?: string;
  readonly deletes?: true;
  /** Parts of a policy that change nothing when they are always true, and why. */
  readonly redundant?: readonly { readonly what: RegExp; readonly why: string }[];
}

type Sight = TableRule['sees'];

const system: Sight = ({ scope }) => scope === 'system';
const ofSua: Sight = (eyes, row) => eyes.scope === 'sua' && row.sua !== null && eyes.sua === row.sua;
const ofEnte: Sight = (eyes, row) => eyes.scope === 'ente' && eyes.sua === row.sua && row.ente !== null && eyes.enti.includes(row.ente);
const onLeave: Sight = (eyes, row) =>
  eyes.scope === 'ente' && eyes.sua === row.sua && row.dossier !== null && (eyes.dossiers ?? []).includes(row.dossier);
const withinSua: Sight = (eyes, row) => ['sua', 'ente'].includes(eyes.scope) && row.sua !== null && eyes.sua === row.sua;
const ownPerson: Sight = (eyes, row) => eyes.scope === 'person' && eyes.sua === row.sua && eyes.person === row.person;
const any =
  (...sights: readonly Sight[]): Sight =>
  (eyes, row) =>
    sights.some((sight) => sight(eyes, row));

const ofSuaInternally: Sight = (eyes, row) => ofSua(eyes, row) && (row.internalTo === undefined || row.internalTo === row.sua);
const ofEnteInternally: Sight = (eyes, row) => ofEnte(eyes, row) && (row.internalTo === undefined || row.internalTo === row.ente);
const onLeaveShared: Sight = (eyes, row) => onLeave(eyes, row) && row.internalTo === undefined;

const ofProduct: Sight = ({ scope }, row) => ['sua', 'ente'].includes(scope) && row.sua === null;

/** Tender content: the Province all of its SUA, a comune its own, `system` nothing. */
const tender: TableRule = { sees: any(ofSua, ofEnte) };
/** The same, read also by whoever has leave to review the dossier. */
const reviewed: TableRule = { sees: any(ofSua, ofEnte, onLeave), changes: any(ofSua, ofEnte), writes: any(ofSua, ofEnte) };
/** What a reviewer leaves behind: that they read, and what they declared. */
const traced: TableRule = { sees: any(ofSua, ofEnte, onLeave), appendOnly: true };
/** The body of a dossier on leave is in sight with it. */
const ofReviewed: Sight = (eyes, row) =>
  Object.entries(bodies).some(([label, ente]) => row.ente === ente && onLeave(eyes, { ...row, dossier: dossierOf(label) }));
/** Known before an actor is: also to `system`. */
const shared: TableRule = { sees: any(system, ofSua, ofEnte) };

/** A table that is not here has no probe, and the test says so. */
export const tableRules: Readonly<Record<string, TableRule>> = {
  dossiers: reviewed,
  dossier_counts: tender,
  // Of a stay, of an assignment and of an absence only the end is written.
  dossier_stays: { ...reviewed, appendOnly: true },
  dossier_assignments: { ...reviewed, appendOnly: true },
  // A comune reads beside its own who stands in for whom at its Province.
  absences: {
    sees: any(ofSua, ofEnte, (eyes, row) => eyes.scope === 'ente' && eyes.sua === row.sua && row.ente === row.sua),
    writes: any(ofSua, ofEnte),
    appendOnly: true,
  },
  // Written anew by what changes them; acts and outages only grow.
  dossier_terms: { ...reviewed, deletes: true },
  term_readings: reviewed,
  term_acts: { ...reviewed, appendOnly: true },
  pad_outages: { sees: withinSua, writes: ofSua, appendOnly: true },
  calendar_feeds: { sees: system },
  office_tokens: { sees: system, appendOnly: true },
  office_copies: tender,
  // Of a file only its withdrawal is written, of a signature only the loss of its force.
  attachments: { ...reviewed, appendOnly: true },
  checklist_signatures: { ...reviewed, appendOnly: true },
  checklist_answers: reviewed,
  surveyed_cases: tender,
  schede: reviewed,
  documents: reviewed,
  // Of a request only its withdrawal is written; a reviewer leaves behind what they read, remarked, thought and approved.
  review_requests: { ...reviewed, appendOnly: true },
  review_freezes: { ...reviewed, appendOnly: true },
  review_reads: traced,
  review_remarks: traced,
  review_opinions: traced,
  review_approvals: traced,
  check_results: reviewed,
  packages: reviewed,
  // The Province writes them, the body that asked reads them.
  expert_days: { ...tender, writes: ofSua, appendOnly: true },
  statement_files: tender,
  // The SUA keeps the registers of money, a comune reads what concerns it.
  dossier_expenses: { ...tender, writes: ofSua, appendOnly: true },
  member_payments: { ...tender, writes: ofSua, appendOnly: true },
  scheda_changes: { ...reviewed, appendOnly: true },
  document_versions: { ...reviewed, appendOnly: true },
  version_facts: { ...reviewed, appendOnly: true },
  fact_places: { ...reviewed, appendOnly: true },
  audit_entries: traced,
  registry_acts: { ...tender, appendOnly: true },
  confidential_reads: traced,
  convenzione_reminders: { ...tender, writes: ofSua, appendOnly: true },
  audit_sealed_heads: { ...tender, writes: ofSua, appendOnly: true },
  audit_seals: { sees: any(system, withinSua), writes: ofSua, appendOnly: true },
  // The law as the Province reads it, for every body of the SUA.
  // Previews hold tender content of the whole SUA.
  law_previews: { sees: ofSua },
  legal_parameters: { sees: withinSua, writes: ofSua, appendOnly: true },
  // The library of clauses, for every body of the SUA; only state and last day of a version move.
  clause_versions: { sees: withinSua, changes: ofSua, writes: ofSua, updatesOnly: 'withdraw_reason' },
  // Of a text changed in a dossier only its withdrawal is written.
  clause_deviations: { ...reviewed, appendOnly: true },
  clause_choices: reviewed,
  // Of a draft its state and what it is brought up to date with; an edit, also one proposed on leave, stays as it was written.
  drafts: { ...reviewed, updatesOnly: 'state' },
  draft_updates: traced,
  // What was taken to Word and brought back, by reviewers too.
  draft_exports: traced,
  draft_returns: traced,
  draft_return_merges: traced,
  draft_return_discards: traced,
  draft_snapshots: { ...reviewed, appendOnly: true },
  // What is internal to a side only that side sees; whoever has leave to review sees and writes what is shared.
  draft_threads: { sees: any(ofSuaInternally, ofEnteInternally, onLeaveShared), appendOnly: true },
  draft_thread_acts: { sees: any(ofSuaInternally, ofEnteInternally, onLeaveShared), appendOnly: true },
  draft_versions: { ...reviewed, appendOnly: true },
  draft_standings: { ...reviewed, appendOnly: true },
  draft_tickets: { sees: system, updatesOnly: 'used_at', deletes: true },
  // What Provinces give each other: of a signer only the end is written; the private key is a secret.
  community_signing_keys: { sees: system, appendOnly: true },
  community_signers: { sees: withinSua, changes: ofSua, writes: ofSua, updatesOnly: 'revoke_reason' },
  community_imports: { sees: withinSua, writes: ofSua, appendOnly: true },
  community_taken: { sees: withinSua, writes: ofSua, appendOnly: true },
  // What is public, for every body of the SUA.
  published_tenders: {
    ...{ sees: withinSua, changes: any(ofSua, ofEnte), writes: any(ofSua, ofEnte) },
    updatesOnly: 'scadenza_offerte',
  },
  dossier_numbers: { sees: withinSua },
  // The library of the Province, for every body of the SUA; columns of the life of a version are granted by name.
  template_versions: { sees: withinSua, changes: ofSua, writes: ofSua, updatesOnly: 'retired_reason' },
  template_pins: { ...reviewed, appendOnly: true },
  // Shipped with the product: for every Province, written only by the process that starts with it.
  kind_versions: {
    sees: any(system, withinSua, ofProduct),
    writes: any(ofSua, (eyes, row) => system(eyes, row) && row.sua === null),
    appendOnly: true,
  },
  // The Province writes them; the standing follows the dossier by a function of its own.
  convenzioni: {
    sees: any(system, ofSua, ofEnte, ofReviewed),
    changes: ofSua,
    writes: ofSua,
    redundant: [
      {
        what: /also_read using · always true: \(seen\.id = ANY/,
        why: 'whoever sees another dossier of a body sees its convenzioni anyway',
      },
    ],
  },
  // What was said and asked stays; columns that follow are granted by name, which the probes find refused like the rest.
  thread_messages: { ...tender, appendOnly: true },
  thread_attachments: { ...tender, appendOnly: true },
  thread_questions: { ...tender, appendOnly: true },
  integration_requests: { ...tender, appendOnly: true },
  integration_points: { ...tender, appendOnly: true },
  // Notes of one side: the other side has no sight of the table.
  notes_of_sua: { sees: ofSua, appendOnly: true },
  notes_of_comune: { sees: ofEnte, appendOnly: true },
  jobs: { sees: any(system, ofSua, ofEnte, onLeave), changes: shared.sees, writes: shared.sees },
  role_assignments: shared,
  // A comune reads the body of its Province beside its own, and writes its own alone.
  enti: {
    sees: any(system, ofSua, ofEnte, ofReviewed, (eyes, row) => withinSua(eyes, row) && row.ente === row.sua),
    changes: shared.sees,
    writes: shared.sees,
  },
  people: {
    sees: any(system, ofSua, ofEnte),
    writes: any(system, ofSua),
    redundant: [
      {
        what: /always true: \(\( SELECT current_setting\('app.scope', true\) AS current_setting\) = 'ente'\)/,
        why: 'the roles it asks for are in sight of the same scopes: with another one there is no role, or the person is in sight anyway',
      },
    ],
  },
  credentials: { sees: system },
  recovery_codes: { sees: system, deletes: true },
  access_links: { sees: system },
  used_sign_in_states: { sees: system, deletes: true },
  conflict_declarations: traced,
  review_grants: { sees: shared.sees, changes: any(ofSua, ofEnte), writes: any(ofSua, ofEnte) },
  // What belongs to one person is not shown to colleagues; the Province's eyes write it and send it.
  notifications: { sees: any(ofSua, ownPerson) },
  mail_messages: { sees: ofSua },
  reminders_given: { sees: ofSua, appendOnly: true },
  notification_settings: { sees: any(ofSua, ownPerson) },
  sessions: { sees: system },
  sign_in_attempts: { sees: system, deletes: true },
};

/** Two Provinces with two comuni each; the id of a Province as a body is that of its SUA. */
export const bodies = {
  A: '0a000000-0000-4000-8000-000000000000',
  A1: '0a100000-0000-4000-8000-000000000001',
  A2: '0a200000-0000-4000-8000-000000000002',
  B: '0b000000-0000-4000-8000-000000000000',
  B1: '0b100000-0000-4000-8000-000000000001',
  B2: '0b200000-0000-4000-8000-000000000002',
} as const;

/** The dossier of a place: each has one. */
export const dossierOf = (label: string): string => seededId('dossiers', label);

/** The person of a place: each has one. */
export const personOf = (label: string): string => seededId('people', label);

function seededId(table: string, label: string): string {
  const hex = createHash('sha256').update(`${table} ${label}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const allEyes: readonly Eyes[] = [
  { name: 'no context', scope: '', sua: null, enti: [] },
  { name: 'system', scope: 'system', sua: null, enti: [] },
  { name: 'Province A', scope: 'sua', sua: bodies.A, enti: [] },
  { name: 'Province B', scope: 'sua', sua: bodies.B, enti: [] },
  { name: 'comune A1', scope: 'ente', sua: bodies.A, enti: [bodies.A1] },
  { name: 'comune A2', scope: 'ente', sua: bodies.A, enti: [bodies.A2] },
  { name: 'comune B1', scope: 'ente', sua: bodies.B, enti: [bodies.B1] },
  { name: 'comuni A1 and A2', scope: 'ente', sua: bodies.A, enti: [bodies.A1, bodies.A2] },
  { name: 'a comune of Province A without a body', scope: 'ente', sua: bodies.A, enti: [] },
  { name: 'Province A with the body of another', scope: 'ente', sua: bodies.A, enti: [bodies.B1] },
  { name: 'a Province that is not named', scope: 'sua', sua: null, enti: [bodies.A1] },
  { name: 'system that names a body', scope: 'system', sua: bodies.A, enti: [bodies.A1] },
  { name: 'an unknown scope that names a body', scope: 'tutti', sua: bodies.A, enti: [bodies.A1] },
  { name: 'a body without a scope', scope: '', sua: bodies.A, enti: [bodies.A1] },
  { name: 'a lawyer on a dossier of A1', scope: 'ente', sua: bodies.A, enti: [], dossiers: [dossierOf('A1')] },
  { name: 'a lawyer on a dossier of another Province', scope: 'ente', sua: bodies.A, enti: [], dossiers: [dossierOf('B1')] },
  { name: 'a comune with leave on a dossier of another', scope: 'ente', sua: bodies.A, enti: [bodies.A2], dossiers: [dossierOf('A1')] },
  { name: 'a Province that names a dossier of another', scope: 'sua', sua: bodies.B, enti: [], dossiers: [dossierOf('A1')] },
  { name: 'an unknown scope that names a dossier', scope: 'tutti', sua: bodies.A, enti: [], dossiers: [dossierOf('A1')] },
  { name: 'a person of A1', scope: 'person', sua: bodies.A, enti: [], person: personOf('A1') },
  { name: 'a person of Province B', scope: 'person', sua: bodies.B, enti: [], person: personOf('B') },
  { name: 'a person under another Province', scope: 'person', sua: bodies.B, enti: [], person: personOf('A1') },
  { name: 'a person that is not named', scope: 'person', sua: bodies.A, enti: [bodies.A1] },
  { name: 'a comune that names a person', scope: 'ente', sua: bodies.A, enti: [bodies.A2], person: personOf('A1') },
  { name: 'an unknown scope that names a person', scope: 'tutti', sua: bodies.A, enti: [], person: personOf('A1') },
  { name: 'system that names a person', scope: 'system', sua: bodies.A, enti: [], person: personOf('A1') },
  { name: 'system that names a dossier', scope: 'system', sua: bodies.A, enti: [], dossiers: [dossierOf('A1')] },
];
