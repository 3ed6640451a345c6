import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type ConflictDeclarationsView, type ConflictDeclarationView, type declareConflict } from '@gare/contracts/conflict-declarations';
import { type Actor } from '@gare/domain/access/actor';
import { type RoleCode } from '@gare/domain/access/permissions';
import { incompatibilities } from '@gare/domain/enti/incompatibilities';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { dbContext } from '@gare/identity';
import { ParameterRegister } from '@gare/law';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import { DossierAccessReader } from './dossier-access.reader.js';
import { type ActorOnDossier } from './actor-on-dossier.js';
import { ConflictDeclarationEntity } from './conflict-declaration.entity.js';
import { lastDeclarations } from './last-declarations.js';

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
    private readonly law: ParameterRegister,
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
   * @throws AppError dossier.not_found, access.denied, conflict.incompatible
   */
  declare(actor: Actor, dossierId: string, { answer, text }: Declaration): Promise<ConflictDeclarationsView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.open(tx, actor, dossierId);
      const role = one.require('conflict.declare');
      const { suaId, enteId } = one.dossier;
      if (answer === 'ASSENTE') await refuseIncompatible(tx, one, await this.law.rows(tx, suaId));
      const id = randomUUID();
      await tx.insert(ConflictDeclarationEntity, {
        ...{ id, suaId, enteId, dossierId, answer, role, roles: [...actor.roles] },
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
    const rows = await lastDeclarations(reader, dossierId).getMany();
    const own = rows.find(({ personId, actingEnteId }) => personId === actor.personId && actingEnteId === actor.enteId);
    const sees = actor.roles.some((role) => directors.includes(role));
    return {
      asked: access.conflitto !== 'NON_RICHIESTO',
      own: own ? declarationView(own) : null,
      all: sees ? rows.sort((one, other) => other.at.getTime() - one.at.getTime()).map(declarationView) : [],
    };
  }
}

/**
 * Who has declared for one body does not come back for another in a role that must be somebody else's: two RUPs (C. 62 c. 13), a third
 * party as verifier (C. 42) and as tester (C. 116). What is not known of a person refuses nothing here.
 */
async function refuseIncompatible(
  reader: Reader,
  { actor, access, dossier }: ActorOnDossier,
  law: readonly LegalParameter[],
): Promise<void> {
  const { personId, person: nome, enteId } = actor;
  const declared = await lastDeclarations(reader, dossier.id)
    .andWhere('d.person_id = :personId and d.acting_ente_id <> :enteId', { personId, enteId })
    .getMany();
  const clashes = (roles: readonly RoleCode[]): ReturnType<typeof incompatibilities> =>
    incompatibilities(
      {
        ...{ asOf: access.asOf, tecnica: false, people: [{ personId, nome }] },
        members: roles.map((role) => ({ personId, role })),
      },
      law,
    ).filter(({ verdict }) => verdict === 'NO');
  const alone = clashes(actor.roles).map(({ rule }) => rule);
  for (const { roles, actingEnte } of declared) {
    const found = clashes([...actor.roles, ...roles]).filter(
      ({ rule }) => !alone.includes(rule) && !clashes(roles).some((own) => own.rule === rule),
    );
    const [first] = found;
    if (first === undefined) continue;
    const detail = `${first.reason} (${first.cite}) Su questo fascicolo lavori già per ${actingEnte}: se ne occupi un’altra persona.`;
    throw new AppError('conflict.incompatible', { detail, details: { findings: found } });
  }
}

function declarationView({ answer, text, at, personId, person, role, actingEnte }: ConflictDeclarationEntity): ConflictDeclarationView {
  return { answer, text, at: at.toISOString(), person: { id: personId, nome: person }, role, ente: actingEnte };
}
