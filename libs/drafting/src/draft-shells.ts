import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { Formation, templateOf, type DocumentEntry, type DossierInputs, type FilledDocument } from '@gare/documents';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { type PrintedValue } from '@gare/templates';
import { type DraftEntity } from './draft.entity.js';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The document as generated now, kept: a draft has its styles, headers and pages from it. */
export interface KeptShell {
  readonly filled: FilledDocument;
  readonly key: string;
}

/** What a draft is opened from: the shell, and the text with the hand edits of the version in force. */
export interface OpeningShell extends KeptShell {
  readonly text: FilledDocument;
}

/** Forms the documents that drafts are opened from. Storage is never touched inside a transaction. */
@Injectable()
export class DraftShells {
  constructor(
    private readonly formation: Formation,
    private readonly storage: ObjectStorage,
  ) {}

  /** @throws AppError draft.not_drafted_here, template.missing_fields for values that cannot be printed, document.hand_edits_conflict */
  async form(dossierId: string, { document, hasTemplate, current }: DocumentEntry, inputs: DossierInputs): Promise<OpeningShell> {
    if (!hasTemplate) throw new AppError('draft.not_drafted_here');
    const filled = await this.formation.withGaps(inputs, templateOf(document));
    const text = await this.formation.withHandEdits(filled, current, undefined);
    return { ...(await this.keep(dossierId, document.code, filled)), text };
  }

  /** Keeps a generated document with the places of its values: the next one is compared with it. */
  async keep(dossierId: string, code: string, filled: FilledDocument): Promise<KeptShell> {
    const key = `dossier/${dossierId}/${code}/bozza/${filled.sha256}.docx`;
    const values = Buffer.from(JSON.stringify(filled.printed));
    await this.storage.put(key, filled.docx, { contentType: wordType, sha256: filled.sha256, ifAbsent: true });
    await this.storage.put(valuesKey(key), values, { contentType: 'application/json', ifAbsent: true });
    return { filled, key };
  }

  /** The generated document a draft was opened from or last brought up to date with. */
  async base({ shellKey }: Pick<DraftEntity, 'shellKey'>): Promise<{ docx: Buffer; printed: PrintedValue[] }> {
    const [docx, values] = await Promise.all(
      [this.storage.get(shellKey), this.storage.get(valuesKey(shellKey))].map(async (one) => buffer(await one)),
    );
    if (docx === undefined || values === undefined) throw new Error(`no shell ${shellKey}`);
    return { docx, printed: JSON.parse(values.toString('utf8')) as PrintedValue[] };
  }
}

const valuesKey = (key: string): string => key.replace(/\.docx$/, '.json');
