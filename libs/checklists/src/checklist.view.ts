import { type AttachmentEntity } from '@gare/attachments';
import { type ChecklistView } from '@gare/contracts/checklists';
import { roleNames } from '@gare/domain/access/role-names';
import { signatureStep, type ChecklistSignature, type KindChecklist } from '@gare/domain/checklists/checklist';
import { roleForTask } from '@gare/domain/kinds/kind-access';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { type ActorOnDossier } from '@gare/dossiers';
import { type ChecklistNow } from './checklists.reader.js';

/** The name of a role of the kind for a sentence. */
export function titleOfRole(kind: LoadedKind, code: string): string {
  const title = kind.roles.find((role) => role.code === code)?.title;
  const known = roleForTask(kind, code, 'drafts');
  return title ?? (known === undefined ? code : roleNames[known]);
}

/** Roles of the kind the actor holds: those of the platform with the same name, or that stand for them. */
export function rolesOn({ actor, kind }: ActorOnDossier): readonly string[] {
  const tasks = kind.manualChecklists.flatMap(({ compiledBy, countersignedBy }) => [
    [compiledBy, 'drafts'] as const,
    ...(countersignedBy === undefined ? [] : [[countersignedBy, 'signs'] as const]),
  ]);
  return tasks.flatMap(([code, what]) => {
    const role = roleForTask(kind, code, what);
    return role !== undefined && actor.roles.includes(role) ? [code] : [];
  });
}

/** Why the actor does not compile this list; null where they do. */
export function compilerFault(one: ActorOnDossier, list: KindChecklist): string | null {
  const role = roleForTask(one.kind, list.compiledBy, 'drafts');
  if (role !== undefined && one.actor.roles.includes(role)) return null;
  return `Questa lista di controllo la compila: ${titleOfRole(one.kind, list.compiledBy)}.`;
}

export const actsOf = ({ signatures }: ChecklistNow): ChecklistSignature[] =>
  signatures.map(({ step, personId, hash, voidedAt }) => ({ step, personId, hash, voided: voidedAt !== null }));

export function checklistView(one: ActorOnDossier, now: ChecklistNow, file: AttachmentEntity | null): ChecklistView {
  const { list, standing, hash, gaps } = now;
  const { kind, actor } = one;
  const named = (code: string): { code: string; title: string } => ({ code, title: titleOfRole(kind, code) });
  const refusal = one.whyNot('checklist.write');
  const signer = { personId: actor.personId, roles: rolesOn(one) };
  const decision = signatureStep(list, { standing, signatures: actsOf(now), gaps, signer }, (code) => titleOfRole(kind, code));
  return {
    ...{ code: list.code, title: list.title ?? list.code, standing, hash },
    compiledBy: named(list.compiledBy),
    countersignedBy: list.countersignedBy === undefined ? null : named(list.countersignedBy),
    items: list.items.map((item) => itemView(now, item)),
    signatures: now.signatures.map(({ id, step, person, role, signedAt, hash: signed, voidedAt, voidedBy, voidReason }) => ({
      ...{ id, step, person, role: titleOfRole(kind, role), at: signedAt.toISOString(), hash: signed },
      voided: voidedAt === null ? null : { at: voidedAt.toISOString(), by: voidedBy ?? '', reason: voidReason ?? '' },
    })),
    file: file === null ? null : { attachmentId: file.id, fileName: file.fileName },
    whyNot: { answer: refusal ?? compilerFault(one, list), sign: refusal ?? (decision.ok ? null : decision.reason) },
    step: refusal === null && decision.ok ? decision.step : null,
  };
}

function itemView({ list, rows, files, gaps }: ChecklistNow, item: KindChecklist['items'][number]): ChecklistView['items'][number] {
  const { id, text, answer, evidence, cite = null } = item;
  const row = rows.find(({ itemId, value }) => itemId === id && value !== '');
  return {
    ...{ id, text, answer, evidence, cite },
    given:
      row === undefined
        ? null
        : {
            ...{ value: row.value, note: row.note, evidenceDocument: row.evidenceDocument, evidenceText: row.evidenceText },
            ...{ by: row.answeredByName, at: row.answeredAt.toISOString() },
          },
    files: files
      .filter(({ place }) => place === `checklist/${list.code}/${id}`)
      .map(({ id: fileId, title, fileName, bytes }) => ({ id: fileId, title, fileName, bytes })),
    gap: gaps.find(({ itemId }) => itemId === id)?.message ?? null,
  };
}
