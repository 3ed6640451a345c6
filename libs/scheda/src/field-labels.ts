import { Injectable } from '@nestjs/common';
import { fieldTrail } from '@gare/contracts/scheda/field-trail';
import { type FieldLabel } from '@gare/domain/kinds/missing-names';
import { type DossierEntity } from '@gare/dossiers';
import { SheetKinds } from './sheet-kinds.js';

/** What people call the fields of a dossier; a schema names its own, unless a feature says otherwise. */
@Injectable()
export class FieldLabels {
  constructor(private readonly ofKind: SheetKinds) {}

  of({ kindCode }: Pick<DossierEntity, 'kindCode'>): FieldLabel {
    return kindCode === 'GARA' ? fieldTrail : (pattern) => this.ofKind.label(kindCode, pattern);
  }
}
