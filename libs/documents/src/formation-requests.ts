import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { DossierReader, type DossierEntity } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
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
import { isReadOnly } from './read-only.js';

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
    private readonly dossiers: DossierReader,
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
      for (const { entry, why } of refused) await this.refuse(tx, plan.dossier, { entry, reason: refusal([why]).detail });
      const ids: string[] = [];
      for (const entry of complete) ids.push(await this.enqueue(tx, actor, { plan, entry }));
      const { id, suaId, enteId } = plan.dossier;
      await announce(tx, { topic: 'documents', dossierId: id, suaId, enteId });
      const rows = ids.length === 0 ? [] : await tx.find(JobEntity, { where: { id: In(ids) }, order: { createdAt: 'ASC' } });
      return rows.map(jobView);
    });
  }

  private plan(actor: Actor, dossierId: string, codes: readonly string[] | undefined): Promise<Plan> {
    return this.database.read(dbContext(actor), async (reader) => {
      const dossier = await this.dossiers.require(reader, dossierId);
      const role = authorize(actor, 'document.generate', dossier);
      if (isReadOnly(this.sets.kindOf(dossier), dossier.state)) throw new AppError('document.read_only');
      const set = await this.sets.read(reader, dossier);
      const entries = codes === undefined ? set.entries.filter(isDue) : [...new Set(codes)].map((code) => named(set.entries, code));
      return { dossier, role, entries, inputs: set.inputs };
    });
  }

  private async enqueue(tx: Tx, actor: Actor, { plan, entry }: { plan: Plan; entry: DocumentEntry }): Promise<string> {
    const { dossier } = plan;
    const { code, title } = entry.document;
    const row = await lockDocument(tx, dossier, code, this.clock.now());
    const jobId = await this.jobs.add(tx, actor, formDocument, {
      payload: { documentId: row.id, requestedBy: actor.person },
      enteId: dossier.enteId,
      dossierId: dossier.id,
      subject: code,
      dedupeKey: `document.form:${row.id}`,
    });
    await tx.update(DocumentEntity, { id: row.id }, { state: 'GENERATING', reason: null, jobId, updatedAt: this.clock.now() });
    await this.audit.record(tx, actor, {
      dossierId: dossier.id,
      suaId: dossier.suaId,
      enteId: dossier.enteId,
      action: 'document.requested',
      summary: `Chiesta la formazione di «${title ?? code}» (${code}).`,
      role: plan.role,
      details: { code, jobId, schedaRevision: plan.inputs.schedaRevision },
    });
    return jobId;
  }

  private async refuse(tx: Tx, dossier: DossierEntity, { entry, reason }: { entry: DocumentEntry; reason: string }): Promise<void> {
    const row = await lockDocument(tx, dossier, entry.document.code, this.clock.now());
    await tx.update(DocumentEntity, { id: row.id }, { state: 'FAILED', reason, jobId: null, updatedAt: this.clock.now() });
  }
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

/** The row of a document, made when it is the first time, locked until the end of the transaction. */
export async function lockDocument(tx: Tx, dossier: DossierEntity, code: string, now: Date): Promise<DocumentEntity> {
  const { id: dossierId, suaId, enteId } = dossier;
  const fresh = {
    id: randomUUID(),
    dossierId,
    suaId,
    enteId,
    code,
    state: 'MISSING',
    currentVersion: null,
    reason: null,
    jobId: null,
    updatedAt: now,
  } as const;
  await tx.createQueryBuilder().insert().into(DocumentEntity).values(fresh).orIgnore().execute();
  return tx.findOneOrFail(DocumentEntity, { where: { dossierId, code }, lock: { mode: 'pessimistic_write' } });
}
