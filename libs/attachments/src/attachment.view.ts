import { type AttachmentView } from '@gare/contracts/attachments';
import { type DossierKind } from '@gare/domain/kinds/kind';
import { subjectSchemaAt } from '@gare/domain/kinds/subject-form';
import { getAt, SchedaPathError } from '@gare/domain/scheda/path';
import { type AttachmentEntity } from './attachment.entity.js';

export function attachmentView(row: AttachmentEntity): AttachmentView {
  const { id, place, type, title, fileName, mime, bytes, sha256, protocol, registeredOn, invoice } = row;
  return {
    ...{ id, place, type, title, fileName, mime, bytes, sha256, protocol, registeredOn },
    invoice: invoice === null ? null : { ...invoice, cup: [...invoice.cup], cig: [...invoice.cig], iban: [...invoice.iban] },
    addedBy: row.addedByName,
    addedAt: row.addedAt.toISOString(),
    withdrawn:
      row.withdrawnAt === null ? null : { at: row.withdrawnAt.toISOString(), by: row.withdrawnBy ?? '', reason: row.withdrawnReason ?? '' },
  };
}

/** Why nothing can be attached at a place; null where it is a row the sheet has, or a point of a checklist of the kind. */
export function placeFault(kind: DossierKind, sheet: unknown, place: string): string | null {
  const [head = '', code = '', item = '', ...rest] = place.split('/');
  if (head === 'checklist') {
    const list = kind.manualChecklists.find((candidate) => candidate.code === code);
    const known = rest.length === 0 && list?.items.some(({ id }) => id === item) === true;
    return known ? null : 'La lista di controllo non ha questo punto.';
  }
  const isRow = item === '' && subjectSchemaAt(kind.subject, head)?.items?.properties !== undefined;
  if (!isRow) return 'Qui non si possono allegare file.';
  return rowAt(sheet, place) === undefined ? 'La riga a cui allegare il file non c’è più: ricarica la pagina.' : null;
}

function rowAt(sheet: unknown, place: string): unknown {
  try {
    return getAt(sheet, place);
  } catch (error) {
    if (error instanceof SchedaPathError) return undefined;
    throw error;
  }
}
