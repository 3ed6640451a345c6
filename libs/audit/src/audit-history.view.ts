import { Injectable } from '@nestjs/common';
import { type EntityTarget } from 'typeorm';
import { type z } from 'zod';
import { type AuditActView, type listAudit } from '@gare/contracts/audit';
import { type Actor } from '@gare/domain/access/actor';
import { type AuditSubject } from '@gare/domain/audit/chain-text';
import { DossierAccessReader } from '@gare/dossiers';
import { authorize, dbContext, EnteReader, enteSubject, RegistryActEntity } from '@gare/identity';
import { AuditEntity, AuditSealedHeadEntity, type RecordedAct } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';

type Filter = z.output<NonNullable<typeof listAudit.query>>;
type History = z.output<NonNullable<typeof listAudit.response>>;

/** Where the acts on a subject are kept. */
interface Chain {
  readonly subject: AuditSubject;
  readonly entity: EntityTarget<RecordedAct>;
  /** Condition on `act`, with the subject's id as `:subjectId`. */
  readonly acts: string;
}

/** The histories of dossiers and of bodies as their pages show them. */
@Injectable()
export class AuditHistoryView {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly enti: EnteReader,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  ofDossier(actor: Actor, dossierId: string, filter: Filter): Promise<History> {
    return this.database.read(dbContext(actor), async (reader) => {
      (await this.access.open(reader, actor, dossierId)).require('audit.read');
      const subject: AuditSubject = { kind: 'DOSSIER', id: dossierId };
      return history(reader, { subject, entity: AuditEntity, acts: 'act.dossier_id = :subjectId' }, filter);
    });
  }

  /** Acts on a body: its data, its roles, the sessions of its people. @throws AppError ente.not_found, access.denied */
  ofEnte(actor: Actor, enteId: string, filter: Filter): Promise<History> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { suaId } = await this.enti.require(reader, enteId);
      authorize(actor, 'audit.read', { suaId, enteId });
      return history(reader, { subject: enteSubject(enteId), entity: RegistryActEntity, acts: 'act.ente_id = :subjectId' }, filter);
    });
  }
}

async function history(reader: Reader, chain: Chain, filter: Filter): Promise<History> {
  const { kind: subjectKind, id: subjectId } = chain.subject;
  const last = await reader.findOne(AuditSealedHeadEntity, { where: { subjectId, subjectKind }, order: { day: 'DESC' } });
  return {
    ...(await page(reader, chain, filter)),
    total: await actsOf(reader, chain).getCount(),
    ...(await choices(reader, chain)),
    sealed: last === null ? null : { day: last.day, sequence: last.sequence },
  };
}

const actsOf = (reader: Reader, { entity, acts, subject }: Chain): ReturnType<typeof builderOf> =>
  builderOf(reader, entity).where(acts, { subjectId: subject.id });
const builderOf = (reader: Reader, entity: Chain['entity']) => reader.createQueryBuilder(entity, 'act');

async function page(
  reader: Reader,
  chain: Chain,
  { before, limit, kind, personId, text }: Filter,
): Promise<Pick<History, 'items' | 'matching'>> {
  const query = actsOf(reader, chain);
  if (kind !== undefined) query.andWhere(`split_part(act.action, '.', 1) = :kind`, { kind });
  if (personId !== undefined) query.andWhere('act.person_id = :personId', { personId });
  const wanted = text?.trim() ?? '';
  if (wanted !== '') query.andWhere('strpos(lower(act.summary), lower(:wanted)) > 0', { wanted });
  const matching = await query.getCount();
  if (before !== undefined) query.andWhere('act.sequence < :before', { before });
  const rows = await query.orderBy('act.sequence', 'DESC').take(limit).getMany();
  return { matching, items: rows.map(actView) };
}

/** A person who changed names is listed under the latest. */
async function choices(reader: Reader, chain: Chain): Promise<Pick<History, 'kinds' | 'people'>> {
  const kinds = await actsOf(reader, chain)
    .select(`split_part(act.action, '.', 1)`, 'kind')
    .groupBy('kind')
    .orderBy('kind')
    .getRawMany<{ kind: string }>();
  const people = await actsOf(reader, chain)
    .distinctOn(['act.person_id'])
    .select('act.person_id', 'id')
    .addSelect('act.person', 'nome')
    .orderBy('act.person_id')
    .addOrderBy('act.sequence', 'DESC')
    .getRawMany<{ id: string; nome: string }>();
  return { kinds: kinds.map(({ kind }) => kind), people: people.sort((a, b) => a.nome.localeCompare(b.nome, 'it')) };
}

function actView(row: RecordedAct): AuditActView {
  const { sequence, action, summary, personId, person, role, requestId, details, hash } = row;
  return { sequence, at: row.at.toISOString(), action, summary, personId, person, role, ente: row.actingEnte, requestId, details, hash };
}
