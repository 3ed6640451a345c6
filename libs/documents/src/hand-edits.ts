import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type handEditDecision } from '@gare/contracts/documents';
import { applyEdits, decidedEdits, mergeHandEdits, type HandEditMerge, type ParagraphEdit } from '@gare/domain/facts/hand-edits';
import { AppError } from '@gare/platform/errors';
import { ObjectStorage } from '@gare/platform/storage';
import { type PrintedValue } from '@gare/templates';
import { type DocumentVersionEntity } from './document-version.entity.js';
import { bodyParagraphs, carryOver } from './hand-edited-docx.js';

/** What a person decided about hand edits; where nothing is said they are kept, and a conflict stops the formation. */
export type HandEditDecision = z.output<typeof handEditDecision>;

export interface Merged {
  readonly docx: Buffer;
  readonly printed: readonly PrintedValue[];
  /** Edits carried over. */
  readonly edits: number;
}

interface Merging {
  readonly mine: Buffer;
  readonly merge: HandEditMerge;
  readonly generated: readonly string[];
}

type Edited = Pick<DocumentVersionEntity, 'baseDocxKey' | 'docxStorageKey' | 'storageKey'>;

const body = 'word/document.xml';

/** Hand edits of the version in force, on their way to the next one. */
@Injectable()
export class HandEdits {
  constructor(private readonly storage: ObjectStorage) {}

  /** How the hand edits of a version meet a newly generated document; null where it has none. */
  async merging(current: Edited | null, generated: Buffer): Promise<Merging | null> {
    if (current?.baseDocxKey == null) return null;
    const [base, mine] = await Promise.all([this.bytes(current.baseDocxKey), this.bytes(current.docxStorageKey ?? current.storageKey)]);
    const texts = [base, mine, generated].map(bodyParagraphs);
    const [then, byHand, now] = texts;
    if (!then || !byHand || !now) return null;
    return { mine, merge: mergeHandEdits(then, byHand, now), generated: now };
  }

  /**
   * The generated document with the hand edits carried over; null where there are none to carry.
   * @throws AppError document.hand_edits_conflict where the new formation changes a paragraph that was edited and nothing was decided
   */
  async carried(
    current: Edited | null,
    filled: { docx: Buffer; printed: readonly PrintedValue[] },
    decision: HandEditDecision | undefined,
  ): Promise<Merged | null> {
    if (decision?.keep === false) return null;
    const merging = await this.merging(current, filled.docx);
    if (merging === null) return null;
    const { merge, mine, generated } = merging;
    const edits = decidedEdits(merge, new Map((decision?.choices ?? []).map(({ paragraph, choose }) => [paragraph, choose])));
    if (edits === null) throw conflict(merge);
    if (edits.length === 0) return null;
    const docx = carryOver(filled.docx, mine, edits);
    return { docx, printed: moved(filled.printed, edits, generated), edits: edits.length };
  }

  private async bytes(key: string): Promise<Buffer> {
    return buffer(await this.storage.get(key));
  }
}

function conflict({ conflicts }: HandEditMerge): AppError {
  const count = conflicts.length === 1 ? 'un paragrafo' : `${conflicts.length} paragrafi`;
  return new AppError('document.hand_edits_conflict', {
    detail: `Il testo è stato modificato a mano in ${count} che i nuovi dati cambiano. Niente è stato sovrascritto: la versione di prima resta in vigore.`,
    details: { conflicts: conflicts.length },
  });
}

/** Values go where their paragraph went; one whose paragraph was rewritten by hand stays only if it is still there. */
function moved(printed: readonly PrintedValue[], edits: readonly ParagraphEdit[], generated: readonly string[]): PrintedValue[] {
  const numbers = applyEdits(
    generated.map((_, index) => String(index)),
    edits.map((edit) => ({ ...edit, text: edit.text === null ? null : edit.kind === 'added' ? '' : String(edit.at) })),
  );
  const places = new Map(numbers.map((number, index) => [number, index + 1]));
  const rewritten = new Map(edits.filter(({ kind }) => kind === 'replaced').map(({ at, text }) => [at, text ?? '']));
  return printed.flatMap((value) => {
    if (value.part !== body) return [value];
    const paragraph = places.get(String(value.paragraph - 1));
    const text = rewritten.get(value.paragraph - 1);
    const offset = text === undefined ? value.offset : text.indexOf(value.text);
    return paragraph === undefined || offset < 0 ? [] : [{ ...value, paragraph, offset }];
  });
}
