import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { AttachmentsReader } from '@gare/attachments';
import { type answerChecklist, type ChecklistsView, type ChecklistView } from '@gare/contracts/checklists';
import { type Actor } from '@gare/domain/access/actor';
import { answerFault, signatureStep, type KindChecklist } from '@gare/domain/checklists/checklist';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader, type Tx } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { ChecklistAnswerEntity } from './checklist-answer.entity.js';
import { ChecklistSignatureEntity } from './checklist-signature.entity.js';
import { actsOf, checklistView, compilerFault, rolesOn, titleOfRole } from './checklist.view.js';
import { ChecklistsReader, type ChecklistNow } from './checklists.reader.js';
import { SignedChecklists } from './signed-checklists.js';

type Answer = z.output<NonNullable<typeof answerChecklist.body>>;
type Named = { readonly dossierId: string; readonly checklist: string };

/** Checklists as people use them: compile with evidence, sign, countersign. */
@Injectable()
export class ChecklistsService {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly checklists: ChecklistsReader,
    private readonly attachments: AttachmentsReader,
    private readonly signed: SignedChecklists,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<ChecklistsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const lists = await this.checklists.of(reader, one.dossier);
      return {
        items: await this.views(reader, one, lists),
        documents: one.kind.documents.map(({ code, title = code }) => ({ code, title })),
      };
    });
  }

  /**
   * The same answer again changes nothing; another one takes the force from the signatures under the list.
   * @throws AppError checklist.not_found, checklist.malformed, access.denied, dossier.not_found
   */
  answer(actor: Actor, named: Named, answer: Answer): Promise<ChecklistView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, named.dossierId);
      const role = one.require('checklist.write');
      const now = await this.require(tx, one, named.checklist);
      const fault = compilerFault(one, now.list);
      if (fault !== null) throw new AppError('access.denied', { detail: fault });
      refuseMalformed(one, now.list, answer);
      const before = now.rows.find(({ itemId }) => itemId === answer.itemId) ?? null;
      const after = contentOf(answer);
      if (before !== null && JSON.stringify(contentOf(before)) === JSON.stringify(after)) return this.view(tx, one, named.checklist);
      const { id: dossierId, suaId, enteId } = one.dossier;
      const key = { dossierId, checklistCode: named.checklist, itemId: answer.itemId };
      const by = { answeredBy: actor.personId, answeredByName: actor.person, answeredAt: this.clock.now() };
      await tx.upsert(ChecklistAnswerEntity, { ...key, suaId, enteId, ...after, ...by }, ['dossierId', 'checklistCode', 'itemId']);
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role, action: 'checklist.answered' },
        summary: `«${now.list.title ?? now.list.code}», punto ${answer.itemId}: ${answer.value === '' ? 'risposta tolta' : 'risposta scritta'}`,
        details: { checklist: named.checklist, item: answer.itemId, before: before && contentOf(before), after },
      });
      await this.signed.afterChange(tx, actor, one.dossier);
      return this.view(tx, one, named.checklist);
    });
  }

  /**
   * Signs, or countersigns, exactly the content with this hash.
   * @throws AppError checklist.changed (another hash), checklist.refused (gaps, role, same person), checklist.not_found, access.denied
   */
  sign(actor: Actor, named: Named, hash: string): Promise<ChecklistView> {
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, named.dossierId);
      one.require('checklist.write');
      const now = await this.require(tx, one, named.checklist);
      if (now.hash !== hash) throw new AppError('checklist.changed');
      const roles = rolesOn(one);
      const given = { standing: now.standing, signatures: actsOf(now), gaps: now.gaps, signer: { personId: actor.personId, roles } };
      const decision = signatureStep(now.list, given, (code) => titleOfRole(one.kind, code));
      if (!decision.ok) {
        throw new AppError('checklist.refused', {
          detail: decision.reason,
          issues: now.gaps.map(({ itemId, message }) => ({ path: itemId, message })),
        });
      }
      const { step } = decision;
      const role = step === 'COMPILAZIONE' ? now.list.compiledBy : (now.list.countersignedBy ?? '');
      await this.record(tx, actor, { one, now, step, role });
      await this.signed.afterSignature(tx, actor, { dossier: one.dossier, code: named.checklist });
      return this.view(tx, one, named.checklist);
    });
  }

  private async record(
    tx: Tx,
    actor: Actor,
    { one, now, step, role }: { one: ActorOnDossier; now: ChecklistNow; step: ChecklistSignatureEntity['step']; role: string },
  ): Promise<void> {
    const { id: dossierId, suaId, enteId } = one.dossier;
    const { code, title = code } = now.list;
    const id = randomUUID();
    await tx.insert(ChecklistSignatureEntity, {
      ...{ id, suaId, enteId, dossierId, checklistCode: code, step, role, hash: now.hash, content: now.text },
      ...{ personId: actor.personId, person: actor.person, signedAt: this.clock.now() },
      ...{ voidedAt: null, voidedBy: null, voidReason: null },
    });
    const verb = step === 'COMPILAZIONE' ? 'Firmata' : 'Controfirmata';
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action: step === 'COMPILAZIONE' ? 'checklist.signed' : 'checklist.countersigned' },
      summary: `${verb} la lista di controllo «${title}», impronta ${now.hash.slice(0, 16)}…`,
      details: { checklist: code, signatureId: id, step, hash: now.hash },
    });
  }

  private async require(reader: Reader, one: ActorOnDossier, code: string): Promise<ChecklistNow> {
    const now = (await this.checklists.of(reader, one.dossier)).find(({ list }) => list.code === code);
    if (now === undefined) throw new AppError('checklist.not_found');
    return now;
  }

  private async view(reader: Reader, one: ActorOnDossier, code: string): Promise<ChecklistView> {
    const [view] = await this.views(reader, one, [await this.require(reader, one, code)]);
    if (view === undefined) throw new AppError('checklist.not_found');
    return view;
  }

  private async views(reader: Reader, one: ActorOnDossier, lists: readonly ChecklistNow[]): Promise<ChecklistView[]> {
    const files = lists.length === 0 ? [] : await this.attachments.current(reader, one.dossier.id);
    return lists.map((now) => checklistView(one, now, files.find(({ place }) => place === `checklist/${now.list.code}`) ?? null));
  }
}

type Content = Pick<ChecklistAnswerEntity, 'value' | 'note' | 'evidenceDocument' | 'evidenceText'>;

const blankIsNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text);

const contentOf = ({ value, note, evidenceDocument, evidenceText }: Content): Content => ({
  ...{ value, note: blankIsNull(note), evidenceDocument: blankIsNull(evidenceDocument), evidenceText: blankIsNull(evidenceText) },
});

function refuseMalformed(one: ActorOnDossier, list: KindChecklist, { itemId, value, evidenceDocument }: Answer): void {
  const item = list.items.find(({ id }) => id === itemId);
  if (item === undefined) throw new AppError('checklist.not_found');
  const fault = value === '' ? null : answerFault(item, value);
  const refuse = (path: string, message: string): never => {
    throw new AppError('checklist.malformed', { detail: message, issues: [{ path, message }] });
  };
  if (fault !== null) refuse('value', fault);
  if (evidenceDocument !== null && !one.kind.documents.some(({ code }) => code === evidenceDocument)) {
    refuse('evidenceDocument', 'Il documento indicato come prova non è fra quelli di questo fascicolo.');
  }
}
