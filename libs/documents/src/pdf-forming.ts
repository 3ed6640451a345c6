import { dirname } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@gare/platform/config';
import { AppError, isErrorCode } from '@gare/platform/errors';
import { OfficeFailure, OfficePool } from '@gare/platform/office';
import { defaultPreflight, inspectFormedPdfA, runPreflight } from '@gare/platform/pdf';
import { type FilledDocument } from './formation.js';

export interface FormedDocument {
  readonly bytes: Buffer;
  readonly pages: number;
}

/** DOCX → PDF/A in the pool of LibreOffice processes, checked before anything keeps it. */
@Injectable()
export class PdfForming {
  constructor(
    private readonly office: OfficePool,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError office.timeout, office.crashed, office.memory, office.unreadable, office.unavailable, pdf.not_conforming */
  async form(filled: FilledDocument): Promise<FormedDocument> {
    const { pdf, pages } = await this.office
      .toPdf({ docx: filled.docx, title: filled.template.manifest.title, formedAt: new Date(`${filled.date}T12:00:00Z`) })
      .catch((error: unknown) => Promise.reject(officeError(error)));
    const findings = await this.findings(pdf);
    if (findings.length > 0) throw new AppError('pdf.not_conforming', { issues: findings.map((message) => ({ path: '', message })) });
    return { bytes: pdf, pages };
  }

  /** Structural check always; the full one of PDFBox where it is configured and Java answers. */
  private async findings(pdf: Buffer): Promise<readonly string[]> {
    const { findings } = await inspectFormedPdfA(pdf);
    const { preflightJar } = this.config.office;
    if (findings.length > 0 || preflightJar === null) return findings.map(({ message }) => message);
    const full = await runPreflight(pdf, { ...defaultPreflight, jars: dirname(preflightJar) });
    return full.status === 'invalid' ? full.findings : [];
  }
}

/** A pool that is being stopped is an outage: the job is taken up again by the next worker. */
function officeError(error: unknown): Error {
  if (!(error instanceof OfficeFailure)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === 'office.stopped') return new AppError('service.unavailable', { cause: error });
  return isErrorCode(error.code) ? new AppError(error.code, { cause: error }) : error;
}
