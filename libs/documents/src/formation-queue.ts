import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobEntity, JobQueue } from '@gare/platform/queue';
import { lockDocuments, rowOf, type DocumentRows } from './document-rows.js';
import { DocumentSets, templateOf, type DocumentEntry } from './document-set.js';
import { DocumentEntity } from './document.entity.js';
import { formDocument } from './form-document.job.js';
import { Formation } from './formation.js';
import { type DossierInputs } from './formation-inputs.js';
import { type HandEditDecision } from './hand-edits.js';

interface Queued {
  readonly dossier: DossierEntity;
  readonly role: string;
  readonly inputs: DossierInputs;
  readonly rows: DocumentRows;
  readonly entries: readonly DocumentEntry[];
  /** What becomes of hand edits of the versions in force; kept where absent. */
  readonly handEdits?: HandEditDecision | undefined;
}

/** Puts formations into the queue, in the transaction of what asks for them. */
@Injectable()
export class FormationQueue {
  constructor(
    private readonly sets: DocumentSets,
    private readonly formation: Formation,
    private readonly jobs: JobQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for the named documents that have a template in force and lack nothing, for whoever has authorised it: what another act of
   * the dossier brings with it. @returns the codes that will be formed
   */
  async ask(
    tx: Tx,
    actor: Actor,
    { dossier, role, codes }: { dossier: DossierEntity; role: string; codes: readonly string[] },
  ): Promise<readonly string[]> {
    const { entries, inputs } = await this.sets.read(tx, dossier);
    const complete = entries.filter(
      ({ document, hasTemplate, requirement }) =>
        codes.includes(document.code) &&
        hasTemplate &&
        requirement !== 'NA' &&
        this.formation.examine(inputs, templateOf(document)) === null,
    );
    const rows = await lockDocuments(tx, dossier, complete, this.clock.now());
    await this.enqueue(tx, actor, { dossier, role, inputs, rows, entries: complete });
    const { id: dossierId, suaId, enteId } = dossier;
    if (complete.length > 0) await announce(tx, { topic: 'documents', dossierId, suaId, enteId });
    return complete.map(({ document }) => document.code);
  }

  /** Asks for the formation of documents whose rows are locked and whose templates are known to be complete. */
  async enqueue(tx: Tx, actor: Actor, { dossier, role, inputs, rows, entries: asked, handEdits }: Queued): Promise<JobEntity[]> {
    if (asked.length === 0) return [];
    const entries = inGoodOrder(asked, inputs);
    const { id: dossierId, suaId, enteId } = dossier;
    const documents = entries.map((entry) => rowOf(rows, entry));
    const ids = await this.jobs.addAll(
      tx,
      actor,
      formDocument,
      documents.map(({ id, code }) => ({
        payload: { documentId: id, requestedBy: actor.person, ...(handEdits === undefined ? {} : { handEdits }) },
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
        details: { code, jobId: ids[index], schedaRevision: inputs.schedaRevision, ...(handEdits === undefined ? {} : { handEdits }) },
      })),
    );
    return tx.find(JobEntity, { where: { id: In(ids) }, order: { createdAt: 'ASC' } });
  }

  async refuse(tx: Tx, { id }: DocumentEntity, reason: string): Promise<void> {
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
