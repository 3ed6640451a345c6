import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { type Absence, type Assignment } from '@gare/domain/turn/whose-turn';
import { type Reader } from '@gare/platform/database';
import { AbsenceEntity } from './absence.entity.js';
import { DossierAssignmentEntity } from './dossier-assignment.entity.js';

/** Who was given what on dossiers, and who is away. */
@Injectable()
export class DossierPeopleReader {
  /** Who holds a role on the dossier now, the longest first. */
  assigned(reader: Reader, dossierId: string): Promise<DossierAssignmentEntity[]> {
    return reader.find(DossierAssignmentEntity, { where: { dossierId, toAt: IsNull() }, order: { fromAt: 'ASC', id: 'ASC' } });
  }

  /** The same as the rules of the turn take it. */
  async assignments(reader: Reader, dossierId: string): Promise<Assignment[]> {
    const rows = await this.assigned(reader, dossierId);
    return rows.map(({ personId, person, role }) => ({ personId, person, role }));
  }

  /** Absences on a day of these people, as far as they are in sight. */
  async away(reader: Reader, personIds: readonly string[], asOf: string): Promise<Absence[]> {
    const ids = [...new Set(personIds)];
    if (ids.length === 0) return [];
    const rows = await reader
      .createQueryBuilder(AbsenceEntity, 'a')
      .where({ personId: In(ids), revokedAt: IsNull() })
      .andWhere('a.from_on <= :asOf and a.to_on >= :asOf', { asOf })
      .orderBy('a.recorded_at')
      .getMany();
    return rows.map(({ personId, substituteId, substitute, roles, fromOn, toOn }) => ({
      ...{ personId, substituteId, substitute, roles },
      ...{ from: fromOn, to: toOn },
    }));
  }
}
