import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type ConflictDeclarationsView, type ConflictDeclarationView, type declareConflict } from '@gare/contracts/conflict-declarations';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { DossierAccessReader } from './dossier-access.reader.js';
import { type ActorOnDossier } from './actor-on-dossier.js';
import { ConflictDeclarationEntity } from './conflict-declaration.entity.js';

type Declaration = z.output<NonNullable<typeof declareConflict.body>>;

/** Who decides what happens where somebody has a conflict (DPR 62/2013 art. 7). */
const directors: readonly RoleCode[] = ['DIR_SUA', 'DIR_COMUNE'];

/** Declarations of absence of conflict of interest (C. 16), one's own on one dossier. */
@Injectable()
export class ConflictDeclarations {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<ConflictDeclarationsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      return this.view(reader, one);
    });
  }

  /**
   * Records what the actor declares of themselves. What the conflict is stays out of the history, which more people read than
   * the directors.
   * @throws AppError dossier.not_found, access.denied
   */
  declare(actor: Actor, dossierId: string, { answer, text }: Declaration): Promise<ConflictDeclarationsView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      const role = one.require('conflict.declare');
      const { suaId, enteId } = one.dossier;
      const id = randomUUID();
      await tx.insert(ConflictDeclarationEntity, {
        ...{ id, suaId, enteId, dossierId, answer, role },
        personId: actor.personId,
        person: actor.person,
        text: answer === 'PRESENTE' ? (text ?? null) : null,
        at: this.clock.now(),
        actingEnteId: actor.enteId,
        actingEnte: actor.ente,
      });
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role },
        action: 'conflict.declared',
        summary:
          answer === 'ASSENTE'
            ? 'Dichiarata l’assenza di conflitti di interessi'
            : 'Dichiarato un conflitto di interessi: decide il dirigente chi sostituisce chi lo ha dichiarato',
        details: { declarationId: id, before: one.access.conflitto, after: answer },
      });
      await announce(tx, { topic: 'dossier', dossierId, suaId, enteId });
      return this.view(tx, one);
    });
  }

  private async view(reader: Reader, { actor, access, dossier: { id: dossierId } }: ActorOnDossier): Promise<ConflictDeclarationsView> {
    const rows = await reader
      .createQueryBuilder(ConflictDeclarationEntity, 'd')
      .distinctOn(['d.person_id'])
      .where('d.dossier_id = :dossierId', { dossierId })
      .orderBy('d.person_id')
      .addOrderBy('d.at', 'DESC')
      .addOrderBy('d.id', 'DESC')
      .getMany();
    const own = rows.find(({ personId }) => personId === actor.personId);
    const sees = actor.roles.some((role) => directors.includes(role));
    return {
      asked: access.conflitto !== 'NON_RICHIESTO',
      own: own ? declarationView(own) : null,
      all: sees ? rows.sort((one, other) => other.at.getTime() - one.at.getTime()).map(declarationView) : [],
    };
  }
}

function declarationView({ answer, text, at, personId, person, role, actingEnte }: ConflictDeclarationEntity): ConflictDeclarationView {
  return { answer, text, at: at.toISOString(), person: { id: personId, nome: person }, role, ente: actingEnte };
}
