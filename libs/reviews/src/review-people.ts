import { Injectable } from '@nestjs/common';
import { type AboutReviewer } from '@gare/domain/review/reviewer-notes';
import { isLiveGrant } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type DossierEntity } from '@gare/dossiers';
import { PeopleInOffice } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx, withEyes } from '@gare/platform/database';

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly ente: string;
}

type Known = Omit<AboutReviewer, 'done'>;

const awaySql = `select person_id as id, to_on::text as until, substitute from absences
  where person_id = any ($1) and revoked_at is null and $2::date between from_on and to_on`;

/** What a lawyer proposes belongs to the review; a version brought in, or an edit in another role, is writing. */
const wroteSql = `select distinct u.person_id as id, d.code from draft_updates u join drafts d on d.id = u.draft_id
    where d.dossier_id = $1 and u.person_id = any ($2) and d.code = any ($3) and u.role is distinct from 'LEGAL'
  union select v.created_by, d.code from document_versions v join documents d on d.id = v.document_id
    where d.dossier_id = $1 and v.created_by = any ($2) and d.code = any ($3) and v.origin = 'UPLOADED'
  order by code`;

/** Who may be asked to review: lawyers of the Province and of the body, and whoever from outside has leave to review the dossier. */
@Injectable()
export class ReviewPeople {
  constructor(
    private readonly people: PeopleInOffice,
    private readonly clock: Clock,
  ) {}

  candidates(tx: Tx, { id: dossierId, suaId, enteId }: DossierEntity): Promise<readonly Candidate[]> {
    return withEyes(tx, { scope: 'sua', suaId }, () => this.able(tx, { id: dossierId, suaId, enteId }));
  }

  /** The same for whoever reads with the eyes of the Province already. */
  async able(
    reader: Reader,
    { id: dossierId, suaId, enteId }: Pick<DossierEntity, 'id' | 'suaId' | 'enteId'>,
  ): Promise<readonly Candidate[]> {
    const asOf = this.today();
    const inOffice = await this.people.list(reader, { suaId, enti: [...new Set([suaId, enteId])], dossierId, asOf });
    const found = inOffice.filter(({ enteTipo, roles, grants = [] }) =>
      enteTipo === 'ALTRO' ? grants.some((grant) => isLiveGrant(grant, asOf)) : roles.includes('LEGAL'),
    );
    const byId = new Map(found.map(({ personId: id, person: name, ente }) => [id, { id, name, ente }]));
    return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name, 'it'));
  }

  /** What those who ask have to know of reviewers, by person. */
  about(
    tx: Tx,
    dossier: DossierEntity,
    { people, documents }: { people: readonly string[]; documents: readonly string[] },
  ): Promise<ReadonlyMap<string, Known>> {
    return withEyes(tx, { scope: 'sua', suaId: dossier.suaId }, async () => {
      const able = new Set((await this.able(tx, dossier)).map(({ id }) => id));
      const away = await tx.query<{ id: string; until: string; substitute: string | null }[]>(awaySql, [people, this.today()]);
      const wrote = await tx.query<{ id: string; code: string }[]>(wroteSql, [dossier.id, people, documents]);
      return new Map(
        people.map((id) => [
          id,
          {
            mayReview: able.has(id),
            away: away.find((one) => one.id === id) ?? null,
            wrote: wrote.filter((one) => one.id === id).map(({ code }) => code),
          },
        ]),
      );
    });
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}
