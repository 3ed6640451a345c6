import { createHash } from 'node:crypto';
import { type ReviewsView } from '@gare/contracts/reviews';
import { type SessionView } from '@gare/contracts/session';
import { attachmentPdf, type Attachment } from './attachments.js';
import { type DemoTender } from './demo-tenders.js';
import { declareNoConflict, type Visitor } from './visitor.js';

export interface DemoPackage {
  fileName: string;
  sha256: string;
  documents: number;
  bytes: Buffer;
  seconds: number;
}

interface Parties {
  comune: Visitor;
  sua: Visitor;
  /** Who reviews the acts; needed from the drafting on. */
  lawyer?: Visitor;
  say: (line: string) => void;
}

interface DocumentsAnswer {
  items: {
    code: string;
    title: string;
    requirement: string;
    format: string;
    state: string;
    reason: string | null;
    canGenerate: boolean;
    canUpload: boolean;
    why: string;
    phase: { code: string; label: string } | null;
    due: boolean;
    job: { status: string; reason: string | null } | null;
  }[];
}
interface ChecksAnswer {
  running: boolean;
  summary: Record<string, number>;
  results: { checkId: string; status: string; severity: string; message: string; stale: boolean }[];
}
interface PackageAnswer {
  ready: boolean;
  blocks: { message: string }[];
  packages: { id: string; status: string; reason: string | null; fileName: string; sha256: string; documents: unknown[] }[];
}

async function expectOk<Body>(answer: Promise<{ status: number; body: Body }>, what: string): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 400) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** Sections the Province fills; the comune fills the others. */
const provinceFields = new Set([
  'rupSua',
  'dirSua',
  'tipoProcedura',
  'norma',
  'aggiudicazione',
  'partecipazione',
  'pad',
  'scadenzaOfferte',
  'terminiQuesiti',
  'dataTrasmissioneBando',
  'dataPrimaSeduta',
]);
/** One date for all, so that the same words give the same bytes. */
const attachmentsAt = new Date('2026-11-20T09:00:00Z');
/** Formed by whoever keeps the accounts, who takes no part in the demo: the comune brings in the signed file. */
const broughtIn = new Set(['D22']);
/** Given by the platform; what an act decides is written by the act. */
const ownFields = new Set(['codiceAppalto', 'revisioneLegale', 'approvazioneTecnica']);

/** One dossier from an empty sheet to its sealed package, as a comune and the Province do it, over the public API. */
export class TenderRun {
  private path: string;

  /** @param dossierId a dossier that is open already, for going on with it step by step instead of `run` */
  constructor(
    private readonly tender: DemoTender,
    private readonly parties: Parties,
    dossierId = '',
  ) {
    this.path = `/api/dossiers/${dossierId}`;
  }

  async run(): Promise<DemoPackage> {
    const { comune, sua } = this.parties;
    await this.open();
    await this.move(comune, 'preparaIstanza');
    await this.fillSheet();
    await this.uploadAttachments();
    await this.generate(comune, ['D03']);
    await this.move(comune, 'presentaIstanza');
    await this.provideDue();
    await this.move(sua, 'ammetti');
    await this.generate(comune, undefined);
    await this.generate(sua, undefined);
    await this.refuseFailures();
    await this.reviewActs();
    await this.move(sua, 'approvaAtti');
    await this.provideDue();
    await this.move(comune, 'registraDecisione');
    await this.provideDue();
    await this.move(sua, 'registraCig');
    await this.provideDue();
    return this.package();
  }

  private async open(): Promise<void> {
    const body = await expectOk(
      this.parties.comune.post<{ id: string; codiceAppalto: string }>('/api/dossiers', { oggetto: this.tender.sheet.oggetto }),
      'apertura del fascicolo',
    );
    this.path = `/api/dossiers/${body.id}`;
    await this.declare(body.id);
    this.parties.say(`  ${body.codiceAppalto}: ${this.tender.sheet.oggetto ?? ''}`);
  }

  /** Both say, before they work on it, that they have no conflict of interest. */
  async declare(dossierId: string): Promise<void> {
    for (const person of [this.parties.comune, this.parties.sua]) await declareNoConflict(person, dossierId);
  }

  /** Takes the dossier through a transition, once the checks of its present state are there. */
  async move(visitor: Visitor, event: string): Promise<void> {
    await this.settledChecks();
    const body = await expectOk(visitor.post<{ state: { label: string } }>(`${this.path}/transitions`, { event }), `passo «${event}»`);
    this.parties.say(`  fase: ${body.state.label}`);
  }

  /** Fills the whole sheet: the comune its fields, the Province the others. */
  async fillSheet(): Promise<void> {
    const fields = (Object.entries(this.tender.sheet) as [string, unknown][]).filter(
      ([name, value]) => !ownFields.has(name) && value !== null && value !== undefined,
    );
    for (const [visitor, mine] of [
      [this.parties.comune, false],
      [this.parties.sua, true],
    ] as const) {
      const sheet = await expectOk(visitor.get<{ revision: number }>(`${this.path}/scheda`), 'lettura della scheda');
      const changes = fields.filter(([name]) => provinceFields.has(name) === mine).map(([path, value]) => ({ path, value }));
      await expectOk(visitor.send('PATCH', `${this.path}/scheda`, { baseRevision: sheet.revision, changes }), 'compilazione della scheda');
      this.parties.say(`  scheda: ${changes.length} campi compilati ${mine ? 'dalla SUA' : 'dal comune'}`);
    }
  }

  async uploadAttachments(): Promise<void> {
    for (const attachment of this.tender.attachments) await this.upload(this.parties.comune, attachment);
    this.parties.say(`  allegati caricati: ${this.tender.attachments.map((attachment) => attachment.code).join(', ')}`);
    await this.uploadDue();
  }

  /** Uploads what the phase asks for and no template forms, by whoever may. @param ahead later phases to provide for as well */
  async uploadDue(ahead: readonly string[] = []): Promise<void> {
    const codes: string[] = [];
    for (const visitor of [this.parties.comune, this.parties.sua]) {
      const { items } = await expectOk(visitor.get<DocumentsAnswer>(`${this.path}/documents`), 'lettura dei documenti');
      const wanted = items.filter(
        ({ code, requirement, due, phase, state, format, canUpload }) =>
          requirement === 'M' &&
          (due || ahead.includes(phase?.code ?? '')) &&
          state === 'MISSING' &&
          (format !== 'tpl' || broughtIn.has(code)) &&
          canUpload,
      );
      for (const { code, title, why } of wanted) {
        await this.upload(visitor, { code, title, text: [this.tender.sheet.oggetto ?? '', why] });
        codes.push(code);
      }
    }
    if (codes.length > 0) this.parties.say(`  allegati caricati: ${codes.join(', ')}`);
  }

  private async upload(visitor: Visitor, attachment: Attachment): Promise<void> {
    const bytes = await attachmentPdf(attachment, attachmentsAt);
    await expectOk(
      visitor.upload(`${this.path}/documents/${attachment.code}/upload`, {
        name: `${attachment.code}.pdf`,
        bytes,
        type: 'application/pdf',
      }),
      `caricamento di ${attachment.code}`,
    );
  }

  /** Asks for the documents and waits for all of them. @param codes undefined: whatever is complete and not in force */
  async generate(visitor: Visitor, codes: string[] | undefined): Promise<void> {
    const { jobs } = await expectOk(
      visitor.post<{ jobs: { id: string }[] }>(`${this.path}/documents/generate`, codes === undefined ? {} : { codes }),
      'generazione dei documenti',
    );
    const done = await visitor.untilTold<DocumentsAnswer>(
      `${this.path}/documents`,
      ['documents'],
      ({ items }) => items.every((item) => item.state !== 'GENERATING'),
      300_000,
    );
    const failed = done.items.filter((item) => item.state === 'FAILED');
    if (failed.length > 0) throw new Error(failed.map((item) => `${item.code} ${item.title}: ${item.reason ?? ''}`).join('\n'));
    this.parties.say(`  documenti generati: ${jobs.length}`);
  }

  /** The lawyer reviews what is in force, the comune approves its technical part. */
  async reviewActs(): Promise<void> {
    const { comune, sua, lawyer } = this.parties;
    if (lawyer === undefined) throw new Error('nobody reviews this tender');
    await declareNoConflict(lawyer, this.path.split('/').at(-1) ?? '');
    const path = `${this.path}/reviews`;
    const before = await expectOk(sua.get<ReviewsView>(path), 'lettura della revisione');
    const named = (wanted: (document: ReviewsView['documents'][number]) => boolean): { code: string; sha256: string }[] =>
      before.documents.flatMap((document) =>
        wanted(document) && document.sha256 !== null ? [{ code: document.code, sha256: document.sha256 }] : [],
      );
    const legal = named((document) => document.legal);
    const { utente } = await expectOk(lawyer.get<SessionView>('/api/session'), 'sessione del legale');
    const asked = await expectOk(
      sua.post<ReviewsView>(path, {
        ...{ documents: legal.map(({ code }) => code), reviewers: [utente.id], order: 'PARALLELA', dueOn: before.proposedDue },
      }),
      'richiesta di revisione',
    );
    const review = `${path}/${asked.reviews[0]?.id ?? ''}`;
    const text = 'Gli atti sono conformi alla disciplina vigente e coerenti fra loro.';
    await expectOk(lawyer.post(`${review}/opinions`, { outcome: 'FAVOREVOLE', text, documents: legal }), 'parere legale');
    await expectOk(lawyer.post(`${review}/approvals`, { documents: legal }), 'approvazione dopo la revisione');
    const technical = named((document) => document.technical);
    await expectOk(comune.post(`${path}/technical-approvals`, { documents: technical }), 'approvazione della parte tecnica');
    this.parties.say(`  revisione: ${legal.length} atti approvati dal legale, ${technical.length} dal comune`);
  }

  /** All that the phase asks for: what comes from outside is uploaded, the rest is formed. */
  async provideDue(): Promise<void> {
    await this.uploadDue();
    await this.generateDue();
  }

  /** Forms what the phase asks for and a template can form, each by whoever drafts it. */
  async generateDue(): Promise<void> {
    for (const visitor of [this.parties.sua, this.parties.comune]) {
      const { items } = await expectOk(visitor.get<DocumentsAnswer>(`${this.path}/documents`), 'lettura dei documenti');
      const wanted = items.filter(
        ({ requirement, due, state, canGenerate }) => requirement === 'M' && due && state !== 'READY' && canGenerate,
      );
      if (wanted.length > 0)
        await this.generate(
          visitor,
          wanted.map(({ code }) => code),
        );
    }
  }

  /** Checks run in the background after every change; a step waits for them as a person would. */
  private settledChecks(): Promise<ChecksAnswer> {
    const settled = (answer: ChecksAnswer): boolean =>
      !answer.running && answer.results.length > 0 && answer.results.every((result) => !result.stale);
    return this.parties.sua.untilTold(`${this.path}/checks`, ['checks', 'job'], settled, 60_000);
  }

  private async refuseFailures(): Promise<void> {
    const checks = await this.settledChecks();
    const standing = checks.results.filter(
      (result) => result.status === 'KO' && (result.severity === 'BLOCK' || result.severity === 'ERROR'),
    );
    if (standing.length > 0) throw new Error(standing.map((result) => `${result.checkId}: ${result.message}`).join('\n'));
    this.parties.say(
      `  verifiche: ${checks.summary['ok'] ?? 0} superate, ${checks.summary['blocks'] ?? 0} bloccanti, ${checks.summary['unknown'] ?? 0} senza dati`,
    );
  }

  private async package(): Promise<DemoPackage> {
    const { sua } = this.parties;
    await this.settledChecks();
    const started = performance.now();
    await expectOk(sua.post(`${this.path}/package`), 'formazione del fascicolo');
    const answer = await sua.untilTold<PackageAnswer>(
      `${this.path}/package`,
      ['package'],
      ({ packages }) => packages[0] !== undefined && packages[0].status !== 'BUILDING',
      300_000,
    );
    const [built] = answer.packages;
    if (built?.status !== 'SEALED') throw new Error(`il fascicolo non è stato formato: ${built?.reason ?? ''}`);
    const seconds = (performance.now() - started) / 1000;
    const bytes = await sua.download(`${this.path}/packages/${built.id}/file`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== built.sha256) throw new Error(`impronta diversa: ${sha256} invece di ${built.sha256}`);
    this.parties.say(`  fascicolo sigillato: ${built.fileName}, ${built.documents.length} documenti, ${seconds.toFixed(1)} s`);
    return { fileName: built.fileName, sha256, documents: built.documents.length, bytes, seconds };
  }
}
