import { Injectable } from '@nestjs/common';
import { type SchedaChange } from '@gare/domain/scheda/changes';
import { type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { type Issue } from '@gare/platform/errors';

/** What a feature says of the sheets of its kind. */
export interface SheetKind {
  /** The sheet a new dossier starts with. */
  first(tx: Tx, dossier: DossierEntity): Promise<object>;
  /** Why people may not write these fields now; nothing where they may. `values` are those before. */
  refusals(dossier: DossierEntity, values: object, changes: readonly SchedaChange[]): readonly Issue[];
  /** What people call a field, or the part it belongs to. */
  label(path: string): string | null;
}

/** Later features tell what is particular to the sheets of their kind, without this one importing them. */
@Injectable()
export class SheetKinds {
  private readonly kinds = new Map<string, SheetKind>();

  register(kindCode: string, kind: SheetKind): void {
    this.kinds.set(kindCode, kind);
  }

  async first(tx: Tx, dossier: DossierEntity): Promise<object> {
    return (await this.kinds.get(dossier.kindCode)?.first(tx, dossier)) ?? {};
  }

  refusals(dossier: DossierEntity, values: object, changes: readonly SchedaChange[]): readonly Issue[] {
    return this.kinds.get(dossier.kindCode)?.refusals(dossier, values, changes) ?? [];
  }

  label(kindCode: string, path: string): string | null {
    return this.kinds.get(kindCode)?.label(path) ?? null;
  }
}
