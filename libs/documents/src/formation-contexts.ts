import { Injectable } from '@nestjs/common';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';

/** What the templates of a kind are filled with. */
export interface FormationContext {
  /** All that the context depends on, as JSON values: equal ones mean an equal context. */
  readonly from: readonly unknown[];
  /** Day on which law and templates are read (`YYYY-MM-DD`, Europe/Rome). */
  readonly referenceDate: string;
  /** Day written into the PDF. Never the clock: the same inputs give the same bytes. */
  readonly documentDate: string;
  build(): unknown;
}

/** More groups of fields by name: JSON values, equal where the groups are. */
type GroupsOf = (reader: Reader, dossier: DossierEntity) => Promise<Readonly<Record<string, unknown>>>;

/** The law as it was when texts were fixed: the last entry of the register there was then (empty for none), read on a day (`YYYY-MM-DD`). */
export interface FixedLaw {
  readonly revision: string;
  readonly asOf: string;
}

type LawOf = (reader: Reader, dossier: DossierEntity) => Promise<FixedLaw | null>;

type ContextOf = (reader: Reader, dossier: DossierEntity, values: Scheda) => Promise<FormationContext>;

/** Later features tell what the templates of their kind are filled with; those of a tender are known here. */
@Injectable()
export class FormationContexts {
  private readonly kinds = new Map<string, ContextOf>();
  private readonly groups: GroupsOf[] = [];
  private law: LawOf = () => Promise.resolve(null);

  register(kindCode: string, context: ContextOf): void {
    this.kinds.set(kindCode, context);
  }

  of(kindCode: string): ContextOf | undefined {
    return this.kinds.get(kindCode);
  }

  /** Lets templates of every kind name groups of fields beside those of the sheet. */
  extend(of: GroupsOf): void {
    this.groups.push(of);
  }

  /** Lets a later feature hold texts to the law they were approved with. */
  fixLaw(of: LawOf): void {
    this.law = of;
  }

  /** Null while the law of the day holds. */
  fixedLaw(reader: Reader, dossier: DossierEntity): Promise<FixedLaw | null> {
    return this.law(reader, dossier);
  }

  /** The groups of a dossier by name. */
  async groupsOf(reader: Reader, dossier: DossierEntity): Promise<Readonly<Record<string, unknown>>> {
    const told = {};
    for (const of of this.groups) Object.assign(told, await of(reader, dossier));
    return told;
  }
}
