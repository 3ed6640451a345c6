import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type ValuePlace } from '@gare/domain/drafting/value-places';
import { type DbContext, type Reader } from '@gare/platform/database';
import { type PrintedValue } from '@gare/templates';
import { type DocumentVersionEntity } from './document-version.entity.js';
import { type DocumentEntity } from './document.entity.js';
import { type FilledDocument } from './formation.js';

/** What a document says where people drafted it. */
export interface DraftedText {
  readonly docx: Buffer;
  readonly printed: readonly PrintedValue[];
  readonly draftId: string;
  /** Last edit in it. */
  readonly seq: number;
  /** Hash of the text that stands, lower-case hex. */
  readonly contentSha256: string;
}

/** Who forms, with the eyes of the job. */
export interface FormationRun {
  readonly context: DbContext;
  readonly actor: Actor;
}

export type HandEdited = Pick<DocumentVersionEntity, 'version' | 'createdAt'>;

/** A value of the scheda in a text that people are drafting. */
export interface ValueInText extends ValuePlace {
  /** Document it stands in. */
  readonly code: string;
}

export interface TextSource {
  /** Where the values of the scheda stand in the drafts of a dossier. */
  values(reader: Reader, dossierId: string): Promise<readonly ValueInText[]>;
  /** Content hashes of the drafts of a dossier, by document code. */
  contents(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, string>>;
  /**
   * The text of a document as drafted, brought up to what template and scheda say now; null where nobody drafts it.
   * `handEdited` is the version in force, where it was changed by hand outside the draft and that is to be kept.
   * @throws AppError draft.conflicts where a person has to choose first, draft.changed_outside, draft.pieces_missing
   */
  form(
    run: FormationRun,
    asked: { document: DocumentEntity; filled: FilledDocument; handEdited: HandEdited | null },
  ): Promise<DraftedText | null>;
}

/** Where the text of a document comes from when it is not the template alone: a later feature registers it. */
@Injectable()
export class FormationTexts {
  private source: TextSource | null = null;

  register(source: TextSource): void {
    this.source = source;
  }

  async contents(reader: Reader, dossierId: string): Promise<ReadonlyMap<string, string>> {
    return (await this.source?.contents(reader, dossierId)) ?? new Map();
  }

  async values(reader: Reader, dossierId: string): Promise<readonly ValueInText[]> {
    return (await this.source?.values(reader, dossierId)) ?? [];
  }

  async form(...asked: Parameters<TextSource['form']>): Promise<DraftedText | null> {
    return (await this.source?.form(...asked)) ?? null;
  }
}
