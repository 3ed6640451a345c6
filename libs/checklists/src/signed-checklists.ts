import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { JobQueue } from '@gare/platform/queue';
import { ChecklistsChanged } from './checklists-changed.js';
import { ChecklistsReader } from './checklists.reader.js';
import { formChecklist } from './form-checklist.job.js';
import { SignatureVoiding } from './signature-voiding.js';

/** What an answer and a signature bring with them, in their transaction. */
@Injectable()
export class SignedChecklists {
  constructor(
    private readonly checklists: ChecklistsReader,
    private readonly voiding: SignatureVoiding,
    private readonly changed: ChecklistsChanged,
    private readonly jobs: JobQueue,
  ) {}

  async afterChange(tx: Tx, actor: Actor, dossier: DossierEntity): Promise<void> {
    await this.voiding.afterChange(tx, actor, dossier);
    await announce(tx, { topic: 'checklists', dossierId: dossier.id, suaId: dossier.suaId, enteId: dossier.enteId });
  }

  /** The file of a list that everybody has signed is formed at once. */
  async afterSignature(tx: Tx, actor: Actor, { dossier, code }: { dossier: DossierEntity; code: string }): Promise<void> {
    const { id: dossierId, suaId, enteId } = dossier;
    const now = (await this.checklists.of(tx, dossier)).find(({ list }) => list.code === code);
    if (now?.standing === 'FIRMATA') {
      const { hash } = now;
      await this.jobs.add(tx, actor, formChecklist, {
        payload: { dossierId, code, hash },
        ...{ enteId, dossierId, subject: code },
        dedupeKey: `${formChecklist.name}:${dossierId}:${code}:${hash}`,
      });
    }
    await this.changed.emit(tx, { actor, dossier, code });
    await announce(tx, { topic: 'checklists', dossierId, suaId, enteId });
  }
}
