import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type LawPreviewView } from '@gare/contracts/law';
import { type Actor } from '@gare/domain/access/actor';
import { proposalFindings, type ParameterProposal } from '@gare/domain/law/register';
import { authorize, dbContext } from '@gare/identity';
import { ParameterEntering, ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { JobQueue } from '@gare/platform/queue';
import { LawPreviewEntity } from './law-preview.entity.js';
import { previewLaw } from './law-preview.job.js';
import { LawPreviewing } from './law-previewing.js';

/** So many dossiers are looked at while the person waits, well under a second; more of them are a job with its progress. */
const atOnce = 20;

/** A row of the law is looked at before it is entered: which open dossiers change, and how. */
@Injectable()
export class LawPreviews {
  constructor(
    private readonly database: Database,
    private readonly register: ParameterRegister,
    private readonly entering: ParameterEntering,
    private readonly previewing: LawPreviewing,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied, law.malformed (with each field) */
  async create(actor: Actor, proposal: ParameterProposal): Promise<LawPreviewView> {
    authorize(actor, 'law.write', actor);
    const { suaId } = actor;
    const context = dbContext(actor);
    const found = await this.database.read(context, async (reader) => {
      this.entering.check(proposal, await this.register.rows(reader, suaId));
      const ids = await this.previewing.concerned(reader, suaId, proposal);
      const effects = ids.length > atOnce ? [] : await this.previewing.effects(reader, { suaId, proposal, ids });
      return { ids, effects, lawRevision: await this.register.revision(reader, suaId) };
    });
    const isDone = found.ids.length <= atOnce;
    const preview: LawPreviewEntity = {
      ...{ id: randomUUID(), suaId, proposal, lawRevision: found.lawRevision },
      status: isDone ? 'FATTA' : 'IN_CORSO',
      ...{ total: found.ids.length, done: isDone ? found.ids.length : 0, effects: found.effects },
      ...{ createdBy: actor.personId, createdAt: this.clock.now() },
    };
    await this.database.transaction(context, async (tx) => {
      await tx.insert(LawPreviewEntity, preview);
      if (isDone) return;
      await this.queue.add(tx, actor, previewLaw, {
        payload: { previewId: preview.id },
        enteId: null,
        dossierId: null,
        subject: preview.id,
      });
    });
    return view(preview, found.lawRevision);
  }

  /** @throws AppError access.denied, law.preview_not_found */
  show(actor: Actor, previewId: string): Promise<LawPreviewView> {
    authorize(actor, 'law.write', actor);
    return this.database.read(dbContext(actor), async (reader) =>
      view(await requirePreview(reader, previewId), await this.register.revision(reader, actor.suaId)),
    );
  }

  /**
   * Enters what was looked at.
   * @throws AppError access.denied, law.preview_not_found, law.preview_running, law.preview_stale, law.malformed
   */
  confirm(actor: Actor, previewId: string): Promise<void> {
    const role = authorize(actor, 'law.write', actor);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const preview = await requirePreview(tx, previewId);
      await this.entering.hold(tx, actor.suaId);
      if (preview.status !== 'FATTA') throw new AppError('law.preview_running');
      const findings = proposalFindings(preview.proposal, await this.register.rows(tx, actor.suaId));
      if (preview.lawRevision !== (await this.register.revision(tx, actor.suaId)) || findings.length > 0)
        throw new AppError('law.preview_stale');
      await this.entering.enter(tx, actor, { proposal: preview.proposal, role });
    });
  }
}

async function requirePreview(reader: Reader, id: string): Promise<LawPreviewEntity> {
  const preview = await reader.findOneBy(LawPreviewEntity, { id });
  if (!preview) throw new AppError('law.preview_not_found');
  return preview;
}

function view({ id, proposal, status, total, done, effects, lawRevision }: LawPreviewEntity, revision: string): LawPreviewView {
  return { id, proposal, status, total, done, stale: lawRevision !== revision, effects };
}
