import { AppError } from '../errors/index.js';
import { inspectFormedPdfA } from '../pdf/index.js';
import { OfficeFailure } from './office-failure.js';
import { type OfficePool } from './office-pool.js';

/**
 * A DOCX as PDF/A, looked at before anything keeps it. The same DOCX, title and date give the same bytes.
 * @param day the date the file bears, `YYYY-MM-DD`
 * @throws AppError pdf.not_conforming, service.unavailable while the pool is being stopped; OfficeFailure
 */
export async function formPdfA(office: OfficePool, { docx, title, day }: { docx: Buffer; title: string; day: string }): Promise<Buffer> {
  const { pdf } = await office.toPdf({ docx, title, formedAt: new Date(`${day}T12:00:00Z`) }).catch((error: unknown) => {
    throw stoppedIsOutage(error);
  });
  const { findings } = await inspectFormedPdfA(pdf);
  if (findings.length > 0) throw new AppError('pdf.not_conforming', { issues: findings.map(({ message }) => ({ path: '', message })) });
  return pdf;
}

/** A pool that is being stopped is an outage: the job is taken up again by the next worker. */
function stoppedIsOutage(error: unknown): Error {
  if (error instanceof OfficeFailure && error.code === 'office.stopped') return new AppError('service.unavailable', { cause: error });
  return error instanceof Error ? error : new Error('the document was not converted', { cause: error });
}
