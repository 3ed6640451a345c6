import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type StatementFileView, type StatementView } from '@gare/contracts/statements';
import { type Actor } from '@gare/domain/access/actor';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { asciiSlug } from '@gare/domain/package/file-name';
import { statementCsv } from '@gare/domain/tariff/activity-statement';
import { authorize, dbContext, EnteReader, RegistryAudit } from '@gare/identity';
import { sha256Hex } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { type Download } from '@gare/platform/http';
import { JobEntity, JobQueue, jobView } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { formStatement } from './form-statement.job.js';
import { type StatementInput } from './statement-document.js';
import { StatementFileEntity } from './statement-file.entity.js';
import { StatementReader } from './statement.reader.js';

/** Raised when the layout of the file changes: the same statement is then another file. */
const layout = 1;

/** Which statement: of a member, or of all where the body is the Province. */
export interface StatementAsked {
  readonly enteId: string;
  readonly year: number;
}

/** Statements of activity and amounts due, as people read them: on the page, as CSV, as PDF. */
@Injectable()
export class StatementsService {
  constructor(
    private readonly database: Database,
    private readonly statements: StatementReader,
    private readonly enti: EnteReader,
    private readonly jobs: JobQueue,
    private readonly registry: RegistryAudit,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError ente.not_found, access.denied: a comune asks for its own only */
  show(actor: Actor, asked: StatementAsked): Promise<StatementView> {
    return this.database.read(dbContext(actor), async (reader) => {
      this.authorize(actor, asked);
      return this.statements.read(reader, asked.enteId, asked.year);
    });
  }

  /** @throws AppError ente.not_found, access.denied */
  async csv(actor: Actor, asked: StatementAsked, formato: 'italiano' | 'macchina'): Promise<Download> {
    const statement = await this.show(actor, asked);
    const bytes = Buffer.from(statementCsv(statement.enti, formato === 'italiano' ? 'ITALIANO' : 'MACCHINA'), 'utf8');
    return { stream: Readable.from(bytes), fileName: fileName(statement, 'csv'), mime: 'text/csv; charset=utf-8', bytes: bytes.length };
  }

  /** The latest first. @throws AppError ente.not_found, access.denied */
  files(actor: Actor, asked: StatementAsked): Promise<StatementFileView[]> {
    return this.database.read(dbContext(actor), async (reader) => {
      this.authorize(actor, asked);
      const { inputHash } = await this.input(reader, asked);
      const { enteId, year: anno } = asked;
      const rows = await reader.find(StatementFileEntity, { where: { enteId, anno }, order: { createdAt: 'DESC', id: 'ASC' } });
      return this.views(reader, rows, inputHash);
    });
  }

  /**
   * Asks for the PDF of the statement as it is now. The same content gives the same file: one that is there or being formed is
   * answered as it is, one that failed is tried again.
   * @throws AppError ente.not_found, access.denied
   */
  request(actor: Actor, asked: StatementAsked): Promise<StatementFileView> {
    const role = this.authorize(actor, asked);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const { enteId, year: anno } = asked;
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`statement ${enteId} ${anno}`]);
      const { input, inputHash } = await this.input(tx, asked);
      const known = await tx.findOneBy(StatementFileEntity, { enteId, anno, inputHash });
      if (known !== null && known.status !== 'FAILED') return this.view(tx, known, inputHash);
      const row = known ?? this.newRow(tx, actor, { input, inputHash });
      Object.assign(row, { status: 'FORMING', reason: null });
      row.jobId = await this.jobs.add(tx, actor, formStatement, {
        payload: { fileId: row.id },
        enteId,
        dossierId: null,
        subject: row.id,
        dedupeKey: `${formStatement.name}:${row.id}`,
      });
      await tx.save(StatementFileEntity, row);
      const { dovuto, saldo } = input.totali;
      await this.registry.record(tx, actor, {
        ...{ enteId, action: 'statement.requested', summary: `Chiesto il rendiconto ${anno} di ${input.ente.denominazione}`, role },
        details: { fileId: row.id, inputHash, dovuto, saldo },
      });
      return this.view(tx, row, inputHash);
    });
  }

  /** @throws AppError statement.not_found, access.denied */
  async download(actor: Actor, { enteId, year: anno, fileId }: StatementAsked & { fileId: string }): Promise<Download> {
    this.authorize(actor, { enteId });
    const row = await this.database.read(dbContext(actor), (reader) =>
      reader.findOneBy(StatementFileEntity, { id: fileId, enteId, anno, status: 'READY' }),
    );
    if (row?.storageKey == null || row.bytes === null) throw new AppError('statement.not_found');
    return { stream: await this.storage.get(row.storageKey), fileName: row.fileName, mime: 'application/pdf', bytes: row.bytes };
  }

  private authorize(actor: Actor, { enteId }: Pick<StatementAsked, 'enteId'>): ReturnType<typeof authorize> {
    return authorize(actor, 'statement.read', { suaId: actor.suaId, enteId });
  }

  private async input(reader: Reader, { enteId, year }: StatementAsked): Promise<{ input: StatementInput; inputHash: string }> {
    const statement = await this.statements.read(reader, enteId, year);
    const { suaId } = await this.enti.require(reader, enteId);
    const input = { ...statement, sua: (await this.enti.require(reader, suaId)).denominazione };
    return { input, inputHash: sha256Hex(`${layout} ${canonicalJson(input)}`) };
  }

  private newRow(tx: Tx, actor: Actor, { input, inputHash }: { input: StatementInput; inputHash: string }): StatementFileEntity {
    return tx.create(StatementFileEntity, {
      id: randomUUID(),
      suaId: actor.suaId,
      enteId: input.ente.id,
      anno: input.anno,
      inputHash,
      input,
      status: 'FORMING',
      fileName: fileName(input, 'pdf'),
      sha256: null,
      bytes: null,
      storageKey: null,
      reason: null,
      createdBy: actor.personId,
      createdAt: this.clock.now(),
    });
  }

  private async view(reader: Reader, row: StatementFileEntity, inputHash: string): Promise<StatementFileView> {
    const [view] = await this.views(reader, [row], inputHash);
    if (view === undefined) throw new AppError('statement.not_found');
    return view;
  }

  private async views(reader: Reader, rows: readonly StatementFileEntity[], current: string): Promise<StatementFileView[]> {
    const jobs = await reader.findBy(JobEntity, { id: In(rows.map(({ jobId }) => jobId)) });
    return rows.map((row) => {
      const { id, anno, status, fileName: name, sha256, bytes, createdAt, reason, inputHash, jobId } = row;
      const job = jobs.find((candidate) => candidate.id === jobId);
      return {
        ...{ id, anno, status, fileName: name, sha256, bytes, reason, createdAt: createdAt.toISOString() },
        outdated: inputHash !== current,
        job: job === undefined ? null : jobView(job),
      };
    });
  }
}

const fileName = ({ anno, ente }: Pick<StatementView, 'anno' | 'ente'>, extension: 'csv' | 'pdf'): string =>
  `rendiconto_${anno}_${asciiSlug(ente.denominazione)}.${extension}`;
