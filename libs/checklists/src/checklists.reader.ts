import { Injectable } from '@nestjs/common';
import { AttachmentsReader, type AttachmentEntity } from '@gare/attachments';
import { DocumentsReader } from '@gare/documents';
import {
  checklistGaps,
  checklistStanding,
  checklistText,
  type ChecklistAnswer,
  type ChecklistGap,
  type ChecklistStanding,
  type KindChecklist,
} from '@gare/domain/checklists/checklist';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { sha256Hex } from '@gare/platform/audit';
import { type Reader } from '@gare/platform/database';
import { ChecklistAnswerEntity } from './checklist-answer.entity.js';
import { ChecklistSignatureEntity } from './checklist-signature.entity.js';

/** A checklist of a dossier as it stands now. */
export interface ChecklistNow {
  readonly list: KindChecklist;
  readonly rows: readonly ChecklistAnswerEntity[];
  readonly answers: readonly ChecklistAnswer[];
  readonly files: readonly AttachmentEntity[];
  readonly gaps: readonly ChecklistGap[];
  readonly text: string;
  readonly hash: string;
  /** Oldest first, void ones too. */
  readonly signatures: readonly ChecklistSignatureEntity[];
  readonly standing: ChecklistStanding;
}

/** Checklists for this feature and for those that ask whether they are signed. */
@Injectable()
export class ChecklistsReader {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly attachments: AttachmentsReader,
    private readonly documents: DocumentsReader,
  ) {}

  /** In the order of the kind. */
  async of(reader: Reader, dossier: DossierEntity): Promise<readonly ChecklistNow[]> {
    const { id: dossierId } = dossier;
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    if (kind.manualChecklists.length === 0) return [];
    const [answers, signatures, files, kept] = await Promise.all([
      reader.findBy(ChecklistAnswerEntity, { dossierId }),
      reader.find(ChecklistSignatureEntity, { where: { dossierId }, order: { signedAt: 'ASC', step: 'ASC' } }),
      this.attachments.current(reader, dossierId),
      this.documents.files(reader, dossierId),
    ]);
    const documents = new Map([...kept].map(([code, { sha256 }]) => [code, sha256]));
    const context = { dossierId, kindVersion: kind.version, documents };
    return kind.manualChecklists.map((list) => {
      const ofList = <T extends { checklistCode: string }>(rows: readonly T[]): T[] =>
        rows.filter(({ checklistCode }) => checklistCode === list.code);
      const attached = files.filter(({ place }) => place.startsWith(`checklist/${list.code}/`));
      return standing(list, { rows: ofList(answers), signatures: ofList(signatures), files: attached, context });
    });
  }

  /** Which checklists are signed by all who must. */
  async signed(reader: Reader, dossier: DossierEntity): Promise<readonly { codice: string; titolo: string; firmata: boolean }[]> {
    return (await this.of(reader, dossier)).map(({ list, standing: state }) => ({
      ...{ codice: list.code, titolo: list.title ?? list.code, firmata: state === 'FIRMATA' },
    }));
  }
}

function standing(
  list: KindChecklist,
  given: {
    rows: readonly ChecklistAnswerEntity[];
    signatures: readonly ChecklistSignatureEntity[];
    files: readonly AttachmentEntity[];
    context: { dossierId: string; kindVersion: string; documents: ReadonlyMap<string, string> };
  },
): ChecklistNow {
  const { rows, signatures, files, context } = given;
  const answers = rows
    .filter(({ value }) => value !== '')
    .map(({ itemId, value, note, evidenceDocument, evidenceText }) => ({
      ...{ itemId, value, note, evidenceDocument, evidenceText },
      files: files.filter(({ place }) => place === `checklist/${list.code}/${itemId}`).map(({ sha256 }) => sha256),
    }));
  const text = checklistText(list, answers, context);
  const hash = sha256Hex(text);
  const acts = signatures.map(({ step, personId, hash: signed, voidedAt }) => ({
    step,
    personId,
    hash: signed,
    voided: voidedAt !== null,
  }));
  return {
    ...{ list, rows, answers, files, text, hash, signatures },
    gaps: checklistGaps(list, answers),
    standing: checklistStanding(list, acts, hash),
  };
}
