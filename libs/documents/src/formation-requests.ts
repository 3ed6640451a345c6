import { Injectable } from '@nestjs/common';
import { type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { DossierAccessReader, type ActorOnDossier, type DossierEntity } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { jobView } from '@gare/platform/queue';
import { DocumentSets, templateOf, waitsForItsPhase, type DocumentEntry } from './document-set.js';
import { lockDocuments, rowOf } from './document-rows.js';
import { FormationQueue } from './formation-queue.js';
import { Formation, refusal, type RefusedFormation } from './formation.js';
import { type DossierInputs } from './formation-inputs.js';
import { type HandEditDecision } from './hand-edits.js';

export interface FormationRequest {
  /** Documents asked by name; all that is due where absent. */
  readonly codes?: readonly string[] | undefined;
  /** What becomes of hand edits; kept where absent. */
  readonly handEdits?: HandEditDecision | undefined;
}

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
    private readonly queue: FormationQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Evaluates every tag to find the holes, then queues what is complete. Documents asked by name go all or none; of those
   * chosen by the system the complete ones go and the others say what they lack.
   * @throws AppError template.missing_fields with every field, place and scheda path
   */
  async request(actor: Actor, dossierId: string, { codes, handEdits }: FormationRequest): Promise<JobView[]> {
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
      for (const { entry, why } of refused) await this.queue.refuse(tx, rowOf(rows, entry), refusal([why]).detail);
      const jobs = await this.queue.enqueue(tx, actor, { ...plan, rows, entries: complete, handEdits });
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
}

/** All that is due and theirs to draft; what others draft waits for them. */
function dueFrom(entries: readonly DocumentEntry[], one: ActorOnDossier): DocumentEntry[] {
  return entries.filter((entry) => isDue(entry) && one.may('document.generate', entry.document.code));
}

/**
 * What "form all" takes: asked, with a template, and not already in force or under way. An uploaded version is left alone.
 */
function isDue(entry: DocumentEntry): boolean {
  if (!entry.hasTemplate || entry.requirement === 'NA' || entry.state === 'GENERATING' || entry.state === 'READY') return false;
  if (entry.current !== null) return true;
  return entry.requirement === 'M' && !waitsForItsPhase(entry);
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
