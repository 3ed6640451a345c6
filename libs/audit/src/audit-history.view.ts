import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type AuditActView, type listAudit } from '@gare/contracts/audit';
import { type Actor } from '@gare/domain/access/actor';
import { DossierReader } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { AuditEntity, AuditSealedHeadEntity } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';

type Filter = z.output<NonNullable<typeof listAudit.query>>;
type History = z.output<NonNullable<typeof listAudit.response>>;

/** The history of a dossier as its page shows it. */
@Injectable()
export class AuditHistoryView {
  constructor(
    private readonly database: Database,
    private readonly dossiers: DossierReader,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string, filter: Filter): Promise<History> {
    return this.database.read(dbContext(actor), async (reader) => {
      const dossier = await this.dossiers.require(reader, dossierId);
      authorize(actor, 'dossier.read', dossier);
      const last = await reader.findOne(AuditSealedHeadEntity, {
        where: { subjectId: dossierId, subjectKind: 'DOSSIER' },
        order: { day: 'DESC' },
      });
      return {
        ...(await page(reader, dossierId, filter)),
        total: await reader.countBy(AuditEntity, { dossierId }),
        ...(await choices(reader, dossierId)),
        sealed: last === null ? null : { day: last.day, sequence: last.sequence },
      };
    });
  }
}

async function page(
  reader: Reader,
  dossierId: string,
  { before, limit, kind, personId, text }: Filter,
): Promise<Pick<History, 'items' | 'matching'>> {
  const query = reader.createQueryBuilder(AuditEntity, 'audit').where('audit.dossier_id = :dossierId', { dossierId });
  if (kind !== undefined) query.andWhere(`split_part(audit.action, '.', 1) = :kind`, { kind });
  if (personId !== undefined) query.andWhere('audit.person_id = :personId', { personId });
  const wanted = text?.trim() ?? '';
  if (wanted !== '') query.andWhere('strpos(lower(audit.summary), lower(:wanted)) > 0', { wanted });
  const matching = await query.getCount();
  if (before !== undefined) query.andWhere('audit.sequence < :before', { before });
  const rows = await query.orderBy('audit.sequence', 'DESC').take(limit).getMany();
  return { matching, items: rows.map(actView) };
}

/** A person who changed names is listed under the latest. */
async function choices(reader: Reader, dossierId: string): Promise<Pick<History, 'kinds' | 'people'>> {
  const kinds = await reader.query<{ kind: string }[]>(
    `select distinct split_part(action, '.', 1) as kind from audit_entries where dossier_id = $1 order by 1`,
    [dossierId],
  );
  const people = await reader.query<{ id: string; nome: string }[]>(
    `select * from (select distinct on (person_id) person_id as id, person as nome from audit_entries
      where dossier_id = $1 order by person_id, sequence desc) latest order by nome, id`,
    [dossierId],
  );
  return { kinds: kinds.map(({ kind }) => kind), people };
}

function actView(row: AuditEntity): AuditActView {
  const { sequence, action, summary, personId, person, role, requestId, details, hash } = row;
  return { sequence, at: row.at.toISOString(), action, summary, personId, person, role, ente: row.actingEnte, requestId, details, hash };
}
