import { Injectable } from '@nestjs/common';
import { Formation, templateOf, type DocumentEntry, type DossierInputs } from '@gare/documents';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The document as generated now, kept: a draft has its styles, headers and pages from it. */
export interface DraftShell {
  readonly filled: Awaited<ReturnType<Formation['require']>>;
  readonly key: string;
}

/** Forms the documents that drafts are opened from. Storage is never touched inside a transaction. */
@Injectable()
export class DraftShells {
  constructor(
    private readonly formation: Formation,
    private readonly storage: ObjectStorage,
  ) {}

  /** @throws AppError draft.not_drafted_here, template.missing_fields with every field */
  async form(dossierId: string, { document, hasTemplate }: DocumentEntry, inputs: DossierInputs): Promise<DraftShell> {
    if (!hasTemplate) throw new AppError('draft.not_drafted_here');
    const filled = await this.formation.require(inputs, templateOf(document));
    const key = `dossier/${dossierId}/${document.code}/bozza/${filled.sha256}.docx`;
    await this.storage.put(key, filled.docx, { contentType: wordType, sha256: filled.sha256, ifAbsent: true });
    return { filled, key };
  }
}
