import { Injectable } from '@nestjs/common';
import { documentRequirements, type DocumentRequirement } from '@gare/domain/kinds/document-requirements';
import { type KindDocument, type LoadedKind } from '@gare/domain/kinds/kind';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { FieldLabels } from '@gare/scheda';
import { type DocumentVersionEntity } from './document-version.entity.js';
import { type DocumentEntity } from './document.entity.js';
import { DocumentStates, factsOf, type ShownState } from './document-states.js';
import { FormationInputs, type DossierInputs } from './formation-inputs.js';

/** One document the kind foresees: is it asked here and why, and where does it stand. */
export interface DocumentEntry {
  readonly document: KindDocument;
  /** From 1, in the order of the kind: it numbers the files. */
  readonly position: number;
  readonly requirement: DocumentRequirement['requirement'];
  readonly why: string;
  /** Phase by which it is due, and whether the dossier has come to it. */
  readonly phase: { readonly code: string; readonly label: string } | null;
  readonly due: boolean;
  /** Its phase follows publication and has not come: it tells of facts that are not there yet. */
  readonly tooEarly: boolean;
  readonly drafter: string | null;
  readonly signer: string | null;
  readonly row: DocumentEntity | null;
  readonly current: DocumentVersionEntity | null;
  readonly state: ShownState;
  readonly hasTemplate: boolean;
}

/** The document set of a dossier in the order of its kind, with what the documents are formed from. */
export interface DocumentSet {
  readonly entries: readonly DocumentEntry[];
  readonly inputs: DossierInputs;
}

@Injectable()
export class DocumentSets {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly states: DocumentStates,
    private readonly inputs: FormationInputs,
    private readonly labels: FieldLabels,
  ) {}

  kindOf(dossier: DossierEntity): LoadedKind {
    return this.kinds.require(dossier.kindCode, dossier.kindVersion);
  }

  /** One snapshot: all reads go through `reader`. */
  async read(reader: Reader, dossier: DossierEntity): Promise<DocumentSet> {
    const inputs = await this.inputs.of(reader, dossier);
    const states = await this.states.compare(reader, dossier, inputs);
    // Sheet and documents decide what is asked; the other features are not: they ask for the documents themselves.
    const { referenceDate: asOf, values: subject, parameters } = inputs;
    const facts = {
      ...{ asOf, subject, parameters, documents: factsOf(states), ente: dossier.enteId, sua: dossier.suaId },
      fieldLabel: this.labels.of(dossier),
    };
    const kind = this.kindOf(dossier);
    const entries = documentRequirements(kind, dossier.state, facts).map(({ document, requirement, why }, index) => {
      const standing = states.get(document.code);
      return {
        document,
        position: index + 1,
        requirement,
        why,
        ...placeOf(kind, dossier, document),
        row: standing?.row ?? null,
        current: standing?.current ?? null,
        state: standing?.state ?? 'MISSING',
        hasTemplate: document.format === 'tpl' && inputs.template(templateOf(document)) !== null,
      };
    });
    return { entries, inputs };
  }
}

/** When a document is due in the process and whose work it is. */
function placeOf(
  kind: LoadedKind,
  { state, previousState }: Pick<DossierEntity, 'state' | 'previousState'>,
  { phase, drafter, signer }: KindDocument,
): Pick<DocumentEntry, 'phase' | 'due' | 'tooEarly' | 'drafter' | 'signer'> {
  const { states } = kind.process;
  const order = (code: string | null): number => states.findIndex((candidate) => candidate.code === code);
  const isSide = states[order(state)]?.kind === 'side';
  const { label, access } = states[order(phase ?? null)] ?? {};
  const due = phase !== undefined && order(phase) <= order(isSide ? previousState : state);
  const nameOf = (role: string | undefined): string | null => kind.roles.find(({ code }) => code === role)?.title ?? null;
  return {
    phase: phase === undefined || label === undefined ? null : { code: phase, label },
    due,
    tooEarly: !due && access?.phase === 'PUBBLICATO',
    ...{ drafter: nameOf(drafter), signer: nameOf(signer) },
  };
}

/** True of what tells of facts of a phase that has not come (D52: the publication) and is not of the package. */
export function waitsForItsPhase({ phase, due, document }: Pick<DocumentEntry, 'phase' | 'due' | 'document'>): boolean {
  return phase !== null && !due && !document.packaged;
}

/** Code of the template a document is formed from. */
export function templateOf(document: KindDocument): string {
  return document.templateRef ?? document.code;
}
