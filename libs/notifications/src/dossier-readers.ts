import { Injectable } from '@nestjs/common';
import { type Actor, isLiveGrant } from '@gare/domain/access/actor';
import { decideOnDossier, type DossierAccess } from '@gare/domain/access/dossier-access';
import { type DossierPermission } from '@gare/domain/access/permissions';
import { DossierAccessReader, type DossierEntity } from '@gare/dossiers';
import { PeopleInOffice, type PersonInOffice } from '@gare/identity';
import { type Reader } from '@gare/platform/database';

interface Question {
  readonly dossier: DossierEntity;
  readonly asOf: string;
  readonly permission: DossierPermission;
  /** Code of the document it is about; null for the dossier as such. */
  readonly document: string | null;
}

/** Who may read a dossier or a document of it. With the eyes of the Province. */
@Injectable()
export class DossierReaders {
  constructor(
    private readonly people: PeopleInOffice,
    private readonly access: DossierAccessReader,
  ) {}

  /** Everybody in office in a body of the matter, and whoever has leave to review: each person in each body where they may. */
  async of(reader: Reader, actor: Actor, question: Question): Promise<readonly PersonInOffice[]> {
    const { suaId, enteId, id } = question.dossier;
    const candidates = await this.people.list(reader, { suaId, enti: [...new Set([suaId, enteId])], dossierId: id, asOf: question.asOf });
    return this.among(reader, actor, { ...question, candidates });
  }

  /** Of these people those who may. */
  async among(
    reader: Reader,
    actor: Actor,
    { dossier, asOf, permission, document, candidates }: Question & { readonly candidates: readonly PersonInOffice[] },
  ): Promise<readonly PersonInOffice[]> {
    if (candidates.length === 0) return [];
    const access = await this.access.read(reader, actor, dossier);
    return candidates.filter((person) => {
      const incarico = person.grants?.find((grant) => isLiveGrant(grant, asOf)) ?? null;
      const own: DossierAccess = { ...access, conflitto: 'NON_RICHIESTO', ruoliScaduti: [], incarico };
      return decideOnDossier({ ...person, correlationId: actor.correlationId }, permission, own, document).allowed;
    });
  }
}
