import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { sha256Hex } from '@gare/platform/audit';
import { Database, type Tx } from '@gare/platform/database';
import { formPdfA, OfficePool } from '@gare/platform/office';
import { JobHandler, type JobRun } from '@gare/platform/queue';
import { ObjectStorage } from '@gare/platform/storage';
import { formStatement } from './form-statement.job.js';
import { statementDocument, statementTitle } from './statement-document.js';
import { StatementFileEntity } from './statement-file.entity.js';

type Payload = z.output<typeof formStatement.payload>;

/**
 * Forms the PDF of a statement from what it was when it was asked for. All its bytes follow from that, and its place in storage
 * from its bytes: a second run finds or writes the same object and changes the row once.
 */
@Injectable()
export class FormStatementHandler extends JobHandler<typeof formStatement.payload> {
  readonly job = formStatement;

  constructor(
    private readonly database: Database,
    private readonly office: OfficePool,
    private readonly storage: ObjectStorage,
  ) {
    super();
  }

  async handle({ fileId }: Payload, run: JobRun): Promise<void> {
    const row = await this.database.transaction(run.context, async (tx) => {
      await tx.update(StatementFileEntity, { id: fileId, jobId: run.jobId, status: 'FAILED' }, { status: 'FORMING', reason: null });
      return tx.findOneBy(StatementFileEntity, { id: fileId, jobId: run.jobId, status: 'FORMING' });
    });
    if (row === null) return;
    await run.progress(10, 'Impaginazione del rendiconto');
    const docx = statementDocument(row.input);
    await run.progress(30, 'Conversione in PDF/A');
    const pdf = await formPdfA(this.office, { docx, title: statementTitle(row.input), day: `${row.anno}-12-31` });
    run.signal.throwIfAborted();
    await run.progress(85, 'Archiviazione');
    const sha256 = sha256Hex(pdf);
    const storageKey = `statements/${row.enteId}/${row.anno}/${sha256}/${row.fileName}`;
    await this.storage.put(storageKey, pdf, { contentType: 'application/pdf', sha256, bytes: pdf.length, ifAbsent: true });
    await this.database.transaction(run.context, (tx) =>
      tx.update(
        StatementFileEntity,
        { id: fileId, jobId: run.jobId, status: 'FORMING' },
        { status: 'READY', sha256, bytes: pdf.length, storageKey },
      ),
    );
  }

  override async onFailed(tx: Tx, { fileId }: Payload, reason: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(StatementFileEntity)
      .set({ status: 'FAILED', reason })
      // A newer request has its own job: the failure of this one is not its failure.
      .where(`id = :id and status = 'FORMING' and job_id in (select id from jobs where status = 'failed')`, { id: fileId })
      .execute();
  }
}
