import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { roleCodes, type RoleCode } from '@gare/domain/access/permissions';
import { firstSectionOwner } from '@gare/domain/drafting/section-owner';
import { DocumentSets, type DocumentEntry, type DossierInputs } from '@gare/documents';
import { DossierAccessReader } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { DraftReader } from './draft-reader.js';
import { DraftRegister } from './draft-register.js';
import { DraftShells } from './draft-shells.js';
import { type DraftEntity } from './draft.entity.js';

interface ToOpen {
  readonly known: DraftEntity | null;
  readonly entry: DocumentEntry;
  readonly inputs: DossierInputs;
}

/** Opens the draft of a document from the text generated now; values the scheda lacks stand there by the names of their fields. */
@Injectable()
export class DraftOpening {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly shells: DraftShells,
    private readonly drafts: DraftReader,
    private readonly register: DraftRegister,
  ) {}

  /** Harmless twice. @throws AppError draft.not_drafted_here, template.missing_fields, document.read_only, document.not_found */
  async open(actor: Actor, dossierId: string, code: string): Promise<DraftEntity> {
    const { known, entry, inputs } = await this.database.read(dbContext(actor), async (reader): Promise<ToOpen> => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('draft.write', code);
      const existing = await this.drafts.ofDocument(reader, dossierId, code);
      const set = await this.sets.read(reader, one.dossier);
      const found = set.entries.find(({ document }) => document.code === code);
      if (!found) throw new AppError('document.not_found');
      return { known: existing, entry: found, inputs: set.inputs };
    });
    if (known) return known;
    const shell = await this.shells.form(dossierId, entry, inputs);
    return this.database.transaction(dbContext(actor), async (tx) => {
      const one = await this.access.hold(tx, actor, dossierId);
      const role = one.require('draft.write', code);
      const owner = firstSectionOwner(one.access.matrice, code, roleOf(entry.document.drafter));
      return this.register.open(tx, actor, { dossier: one.dossier, entry, shell, owner, role });
    });
  }
}

const roleOf = (code: string | undefined): RoleCode | null => roleCodes.find((role) => role === code) ?? null;
