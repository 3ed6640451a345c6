import { Injectable } from '@nestjs/common';
import { type PackageInput } from '@gare/domain/package/input';
import { formPdfA, OfficePool } from '@gare/platform/office';

/** Turns the DOCX of the index into the PDF/A that goes into the package. */
@Injectable()
export class IndexForming {
  constructor(private readonly office: OfficePool) {}

  /** The same DOCX and date give the same bytes. @throws AppError pdf.not_conforming, OfficeFailure */
  form(docx: Buffer, input: PackageInput): Promise<Buffer> {
    const title = `Indice del fascicolo ${input.codiceAppalto}, versione ${input.version}`;
    return formPdfA(this.office, { docx, title, day: input.asOf });
  }
}
