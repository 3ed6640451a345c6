import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { type Actor } from '@gare/domain/access/actor';
import { DossierEntity, DossierScopes } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { DossierTermEntity, TermReadingEntity } from './dossier-term.entity.js';
import { TermLawReader } from './term-law.js';

/** Which terms of many dossiers are sought. Days are `YYYY-MM-DD`, both included. */
export interface SoughtTerms {
  readonly from: string;
  readonly to: string;
  readonly enteId?: string | undefined;
  readonly clock?: DossierTermEntity['clock'] | undefined;
  /** Only those that still run or were missed. */
  readonly open?: boolean;
  readonly most: number;
}

type DatedTerm = DossierTermEntity & { dueOn: string };

/** The terms that are kept, for this feature and later ones. */
@Injectable()
export class DossierTermsReader {
  constructor(
    private readonly scopes: DossierScopes,
    private readonly law: TermLawReader,
    private readonly clock: Clock,
  ) {}

  /** The earliest first, those without a day at the end. */
  ofDossier(reader: Reader, dossierId: string): Promise<DossierTermEntity[]> {
    return reader.find(DossierTermEntity, {
      where: { dossierId },
      order: { dueOn: { direction: 'ASC', nulls: 'LAST' }, dueAt: { direction: 'ASC', nulls: 'FIRST' }, code: 'ASC' },
    });
  }

  /** True where a term has changed by itself meanwhile, the law has, or nothing was worked out yet. */
  async isStale(reader: Reader, { id: dossierId, suaId }: DossierEntity): Promise<boolean> {
    const { mark } = await this.law.of(reader, suaId);
    if (!(await reader.existsBy(TermReadingEntity, { dossierId, law: mark }))) return true;
    return reader.existsBy(DossierTermEntity, { dossierId, changesAt: LessThanOrEqual(this.clock.now()) });
  }

  /** The first thing of each dossier that has to be done by a day and still runs; dossiers without one are missing. */
  async firstDue(reader: Reader, dossierIds: readonly string[]): Promise<ReadonlyMap<string, DatedTerm>> {
    if (dossierIds.length === 0) return new Map();
    const rows = await reader
      .createQueryBuilder(DossierTermEntity, 't')
      .distinctOn(['t.dossier_id'])
      .where('t.dossier_id = any (:ids)', { ids: [...dossierIds] })
      .andWhere("t.due_on is not null and t.met_on is null and t.nature <> 'NON_PRIMA' and t.state in ('IN_CORSO', 'SUPERATO')")
      .andWhere("(t.state = 'IN_CORSO' or t.nature = 'ENTRO')")
      .orderBy('t.dossier_id')
      .addOrderBy('t.due_on')
      .addOrderBy('t.code')
      .getMany();
    return new Map(rows.filter(isDated).map((row) => [row.dossierId, row]));
  }

  /** Terms of the dossiers somebody may read, with their dossiers, the earliest first; one more than `most` where there are more. */
  async inSight(reader: Reader, actor: Actor, sought: SoughtTerms): Promise<readonly { term: DatedTerm; dossier: DossierEntity }[]> {
    const scope = this.scopes.condition(actor, 'dossier.read');
    const query = reader
      .createQueryBuilder(DossierTermEntity, 't')
      .innerJoinAndMapOne('t.dossier', DossierEntity, 'd', 'd.id = t.dossier_id')
      .where('t.sua_id = :suaId and t.due_on between :from and :to', { suaId: actor.suaId, from: sought.from, to: sought.to })
      .orderBy('t.dueOn')
      .addOrderBy('t.dossierId')
      .addOrderBy('t.code')
      .limit(sought.most + 1);
    if (scope !== null) query.andWhere(scope.sql, scope.values);
    if (sought.enteId !== undefined) query.andWhere('t.ente_id = :enteId', { enteId: sought.enteId });
    if (sought.clock !== undefined) query.andWhere('t.clock = :clock', { clock: sought.clock });
    if (sought.open === true)
      query.andWhere("(t.state in ('IN_CORSO', 'SOSPESO') or (t.state = 'SUPERATO' and t.nature = 'ENTRO' and t.met_on is null))");
    const rows = await query.getMany();
    return rows.filter(isDated).map((row) => ({ term: row, dossier: (row as DatedTerm & { dossier: DossierEntity }).dossier }));
  }

  /** Dossiers of a Province whose terms are not of this moment: one has passed, the law has changed, or nothing was worked out yet. */
  async stale(reader: Reader, suaId: string, most: number): Promise<readonly string[]> {
    const { mark } = await this.law.of(reader, suaId);
    const rows = await reader.query<{ id: string }[]>(
      `select t.dossier_id as id from dossier_terms t where t.sua_id = $1 and t.changes_at <= $2
       union select d.id from dossiers d left join term_readings r on r.dossier_id = d.id
         where d.sua_id = $1 and r.law is distinct from $3
       order by id limit $4`,
      [suaId, this.clock.now(), mark, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Running terms with a day, and those missed, of a whole Province: what reminders are given of. */
  running(reader: Reader, suaId: string, to: string): Promise<DatedTerm[]> {
    return reader
      .find(DossierTermEntity, {
        where: { suaId, dueOn: LessThanOrEqual(to), metOn: IsNull(), state: Not('RISPETTATO') },
        order: { dueOn: 'ASC', dossierId: 'ASC', code: 'ASC' },
      })
      .then((rows) => rows.filter(isDated));
  }
}

const isDated = (row: DossierTermEntity): row is DatedTerm => row.dueOn !== null;
