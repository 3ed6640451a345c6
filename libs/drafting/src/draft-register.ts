import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { type Side } from '@gare/domain/drafting/draft-schema';
import { lockDocument, type DocumentEntry } from '@gare/documents';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { type OpeningShell } from './draft-shells.js';
import { DraftStore } from './draft-store.js';
import { DraftEntity } from './draft.entity.js';
import { firstText } from './first-text.js';
import { DraftStandings } from './standing/draft-standings.js';

export interface Opening {
  readonly dossier: DossierEntity;
  readonly entry: DocumentEntry;
  readonly shell: OpeningShell;
  /** The side the sections belong to at first. */
  readonly owner: Side | null;
  readonly role: RoleCode;
}

/** Puts drafts on record: row, first text, history and announcement in one transaction. */
@Injectable()
export class DraftRegister {
  constructor(
    private readonly store: DraftStore,
    private readonly standings: DraftStandings,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Two people who open at the same moment open one draft: the second gets that of the first. */
  async open(tx: Tx, actor: Actor, { dossier, entry, shell, owner, role }: Opening): Promise<DraftEntity> {
    const now = this.clock.now();
    const { id: documentId, code } = await lockDocument(tx, dossier, entry, now);
    const known = await tx.findOneBy(DraftEntity, { documentId });
    if (known) return known;
    const { id: dossierId, suaId, enteId } = dossier;
    const { filled, key } = shell;
    const draft = tx.create(DraftEntity, {
      ...{ id: randomUUID(), suaId, enteId, dossierId, documentId, code, state: 'APERTA' },
      ...{ shellKey: key, shellSha256: filled.sha256, inputHash: filled.inputHash },
      ...{ openedBy: actor.personId, openedByName: actor.person, openedAt: now },
    });
    await tx.insert(DraftEntity, draft);
    const { personId, person, enteId: actingEnteId, correlationId: connection } = actor;
    const source = { kind: 'SERVER' as const, personId, person, role, actingEnteId, connection };
    await this.store.append(tx, draft, [{ update: firstText(shell.text, owner), source, at: now }]);
    await this.standings.keepNow(tx, draft);
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, action: 'draft.opened', role },
      summary: `${code}: aperta la bozza`,
      details: { code, draftId: draft.id, docxSha256: filled.sha256, inputHash: filled.inputHash, owner },
    });
    await announce(tx, { topic: 'drafts', dossierId, suaId, enteId });
    return draft;
  }
}
