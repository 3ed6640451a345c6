import { Injectable } from '@nestjs/common';
import { type PackageInput } from '@gare/domain/package/input';
import { AppError } from '@gare/platform/errors';
import { OfficeFailure, OfficePool } from '@gare/platform/office';
import { inspectFormedPdfA } from '@gare/platform/pdf';

/** Turns the DOCX of the index into the PDF/A that goes into the package. */
@Injectable()
export class IndexForming {
  constructor(private readonly office: OfficePool) {}

  /** The same DOCX and date give the same bytes. @throws AppError pdf.not_conforming, OfficeFailure */
  async form(docx: Buffer, input: PackageInput): Promise<Buffer> {
    const title = `Indice del fascicolo ${input.codiceAppalto}, versione ${input.version}`;
    const { pdf } = await this.office.toPdf({ docx, title, formedAt: new Date(`${input.asOf}T12:00:00Z`) }).catch((error: unknown) => {
      throw stoppedIsOutage(error);
    });
    const { findings } = await inspectFormedPdfA(pdf);
    if (findings.length > 0) throw new AppError('pdf.not_conforming', { issues: findings.map(({ message }) => ({ path: '', message })) });
    return pdf;
  }
}

/** A pool that is being stopped is an outage: the job is taken up again by the next worker. */
function stoppedIsOutage(error: unknown): Error {
  if (error instanceof OfficeFailure && error.code === 'office.stopped') return new AppError('service.unavailable', { cause: error });
  return error instanceof Error ? error : new Error('the index was not formed', { cause: error });
}
