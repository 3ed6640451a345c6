import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader, type ActorOnDossier, type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { JobEntity, JobQueue, jobView } from '@gare/platform/queue';
import { DocumentSets, templateOf, type DocumentEntry } from './document-set.js';
import { DocumentEntity } from './document.entity.js';
import { formDocument } from './form-document.job.js';
import { Formation, refusal, type RefusedFormation } from './formation.js';
import { type DossierInputs } from './formation-inputs.js';

interface Plan {
  readonly dossier: DossierEntity;
  readonly role: string;
  readonly entries: readonly DocumentEntry[];
  readonly inputs: DossierInputs;
}

/** From the click to the queued jobs. */
@Injectable()
export class FormationRequests {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly formation: Formation,
    private readonly jobs: JobQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Evaluates every tag to find the holes, then queues what is complete. Documents asked by name go all or none; of those
   * chosen by the system the complete ones go and the others say what they lack.
   * @throws AppError template.missing_fields with every field, place and scheda path
   */
  async request(actor: Actor, dossierId: string, codes?: readonly string[]): Promise<JobView[]> {
    const plan = await this.plan(actor, dossierId, codes);
    const complete: DocumentEntry[] = [];
    const refused: { entry: DocumentEntry; why: RefusedFormation }[] = [];
    for (const entry of plan.entries) {
      const why = this.formation.examine(plan.inputs, templateOf(entry.document));
      if (why === null) complete.push(entry);
      else refused.push({ entry, why });
    }
    if (refused.length > 0 && (codes !== undefined || complete.length === 0)) throw refusal(refused.map(({ why }) => why));
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { id, suaId, enteId } = plan.dossier;
      const rows = await lockDocuments(tx, plan.dossier, plan.entries, this.clock.now());
      for (const { entry, why } of refused) await this.refuse(tx, rowOf(rows, entry), refusal([why]).detail);
      const jobs = await this.enqueue(tx, actor, { plan, rows, entries: inGoodOrder(complete, plan.inputs) });
      await announce(tx, { topic: 'documents', dossierId: id, suaId, enteId });
      return jobs.map(jobView);
    });
  }

  private plan(actor: Actor, dossierId: string, codes: readonly string[] | undefined): Promise<Plan> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const role = one.require('document.generate');
      const { entries, inputs } = await this.sets.read(reader, one.dossier);
      const chosen = codes === undefined ? dueFrom(entries, one) : [...new Set(codes)].map((code) => named(entries, code));
      for (const { document } of chosen) one.require('document.generate', document.code);
      return { dossier: one.dossier, role, entries: chosen, inputs };
    });
  }

  private async enqueue(
    tx: Tx,
    actor: Actor,
    { plan, rows, entries }: { plan: Plan; rows: DocumentRows; entries: readonly DocumentEntry[] },
  ): Promise<JobEntity[]> {
    if (entries.length === 0) return [];
    const { dossier, role, inputs } = plan;
    const { id: dossierId, suaId, enteId } = dossier;
    const documents = entries.map((entry) => rowOf(rows, entry));
    const ids = await this.jobs.addAll(
      tx,
      actor,
      formDocument,
      documents.map(({ id, code }) => ({
        payload: { documentId: id, requestedBy: actor.person },
        enteId,
        dossierId,
        subject: code,
        dedupeKey: `document.form:${id}`,
      })),
    );
    await tx.query(
      `update documents set state = 'GENERATING', reason = null, job_id = asked.job_id, updated_at = $3
       from unnest($1::uuid[], $2::uuid[]) as asked (id, job_id) where documents.id = asked.id`,
      [documents.map(({ id }) => id), ids, this.clock.now()],
    );
    await this.audit.recordAll(
      tx,
      actor,
      entries.map(({ document: { code, title } }, index) => ({
        dossierId,
        suaId,
        enteId,
        action: 'document.requested',
        summary: `Chiesta la formazione di «${title ?? code}» (${code}).`,
        role,
        details: { code, jobId: ids[index], schedaRevision: inputs.schedaRevision },
      })),
    );
    return tx.find(JobEntity, { where: { id: In(ids) }, order: { createdAt: 'ASC' } });
  }

  private async refuse(tx: Tx, { id }: DocumentEntity, reason: string): Promise<void> {
    await tx.update(DocumentEntity, { id }, { state: 'FAILED', reason, jobId: null, updatedAt: this.clock.now() });
  }
}

/** For the processes of LibreOffice that would otherwise wait until the longest document is filled. */
const shortOnesFirst = 2;

/** The longest decides when all are done: it starts among the first, the others fill the gaps. */
function inGoodOrder(entries: readonly DocumentEntry[], inputs: DossierInputs): DocumentEntry[] {
  const bytes = ({ document }: DocumentEntry): number => inputs.template(templateOf(document))?.compiled.bytes.length ?? 0;
  const byLength = entries.toSorted((one, other) => bytes(other) - bytes(one));
  return [...byLength.splice(-shortOnesFirst), ...byLength];
}

/** All that is due and theirs to draft; what others draft waits for them. */
function dueFrom(entries: readonly DocumentEntry[], one: ActorOnDossier): DocumentEntry[] {
  return entries.filter((entry) => isDue(entry) && one.may('document.generate', entry.document.code));
}

/** What "form all" takes: asked, with a template, and not already in force or under way. An uploaded version is left alone. */
function isDue(entry: DocumentEntry): boolean {
  if (!entry.hasTemplate || entry.requirement === 'NA' || entry.state === 'GENERATING' || entry.state === 'READY') return false;
  return entry.requirement === 'M' || entry.current !== null;
}

function named(entries: readonly DocumentEntry[], code: string): DocumentEntry {
  const entry = entries.find(({ document }) => document.code === code);
  if (!entry) throw new AppError('document.not_found', { detail: `Il documento ${code} non è previsto per questo tipo di fascicolo.` });
  const name = entry.document.title ?? code;
  if (entry.requirement === 'NA')
    throw new AppError('document.not_applicable', { detail: `«${name}» (${code}) non è previsto per la procedura scelta. ${entry.why}` });
  if (!entry.hasTemplate)
    throw new AppError('document.no_template', { detail: `Per «${name}» (${code}) non c’è un modello: va caricato.` });
  return entry;
}

type DocumentRows = ReadonlyMap<string, DocumentEntity>;

function rowOf(rows: DocumentRows, { document: { code } }: Pick<DocumentEntry, 'document'>): DocumentEntity {
  const row = rows.get(code);
  if (row === undefined) throw new Error(`the row of document ${code} was not locked`);
  return row;
}

/** The row of one document, see `lockDocuments`. */
export async function lockDocument(
  tx: Tx,
  dossier: DossierEntity,
  entry: Pick<DocumentEntry, 'document'>,
  now: Date,
): Promise<DocumentEntity> {
  return rowOf(await lockDocuments(tx, dossier, [entry], now), entry);
}

/** The rows of documents by code, made when it is the first time, locked until the end of the transaction in one order for all. */
async function lockDocuments(
  tx: Tx,
  { id: dossierId, suaId, enteId }: DossierEntity,
  entries: readonly Pick<DocumentEntry, 'document'>[],
  now: Date,
): Promise<DocumentRows> {
  const codes = entries.map(({ document }) => document.code).toSorted();
  if (codes.length === 0) return new Map();
  const fresh = codes.map((code) => ({
    id: randomUUID(),
    dossierId,
    suaId,
    enteId,
    code,
    state: 'MISSING' as const,
    currentVersion: null,
    reason: null,
    jobId: null,
    updatedAt: now,
  }));
  await tx.createQueryBuilder().insert().into(DocumentEntity).values(fresh).orIgnore().execute();
  const rows = await tx.find(DocumentEntity, {
    where: { dossierId, code: In(codes) },
    order: { code: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  return new Map(rows.map((row) => [row.code, row]));
}
