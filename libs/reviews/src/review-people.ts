import { Injectable } from '@nestjs/common';
import { isLiveGrant } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type DossierEntity } from '@gare/dossiers';
import { PeopleInOffice } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Tx, withEyes } from '@gare/platform/database';

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly ente: string;
}

/** Who may be asked to review: lawyers of the Province and of the body, and whoever from outside has leave to review the dossier. */
@Injectable()
export class ReviewPeople {
  constructor(
    private readonly people: PeopleInOffice,
    private readonly clock: Clock,
  ) {}

  candidates(tx: Tx, { id: dossierId, suaId, enteId }: DossierEntity): Promise<readonly Candidate[]> {
    const asOf = toRomeDate(this.clock.now().toISOString());
    return withEyes(tx, { scope: 'sua', suaId }, async () => {
      const inOffice = await this.people.list(tx, { suaId, enti: [...new Set([suaId, enteId])], dossierId, asOf });
      const found = inOffice.filter(({ enteTipo, roles, grants = [] }) =>
        enteTipo === 'ALTRO' ? grants.some((grant) => isLiveGrant(grant, asOf)) : roles.includes('LEGAL'),
      );
      const byId = new Map(found.map(({ personId: id, person: name, ente }) => [id, { id, name, ente }]));
      return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name, 'it'));
    });
  }
}
