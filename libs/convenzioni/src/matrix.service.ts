import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changeMatrix, type MatrixView } from '@gare/contracts/convenzione-terms';
import { type Actor } from '@gare/domain/access/actor';
import { roleCodes } from '@gare/domain/access/permissions';
import { checkMatrix, type ResponsibilityMatrix } from '@gare/domain/access/responsibility-matrix';
import { roleNames } from '@gare/domain/access/role-names';
import { changedCells, matrixWithCells, type MatrixCell } from '@gare/domain/convenzione/terms';
import { type SchedaChange } from '@gare/domain/scheda/changes';
import { getAt } from '@gare/domain/scheda/path';
import { authorize, ConvenzioneRegister, dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { actName, TermsAmendment } from './terms-amendment.js';
import { changeMode, matrixPath, TermsReader } from './terms.reader.js';

type MatrixEdit = z.output<NonNullable<typeof changeMatrix.body>>;

/** The responsibility matrix of a convenzione: it is the permission table of its dossiers, so it is never kept incomplete. */
@Injectable()
export class MatrixService {
  constructor(
    private readonly database: Database,
    private readonly terms: TermsReader,
    private readonly amendments: TermsAmendment,
    private readonly register: ConvenzioneRegister,
  ) {}

  /** @throws AppError convenzione.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<MatrixView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const terms = await this.terms.require(reader, dossierId);
      authorize(actor, 'convenzione.read', terms.dossier);
      const documents = this.terms.documents();
      const { matrice, isDefault } = this.terms.matrixOf(terms);
      const outcome = checkMatrix(matrice, documents);
      return {
        revision: terms.revision,
        change: changeMode(actor, 'matrix.write', terms),
        roles: roleCodes.map((code) => ({ code, label: roleNames[code] })),
        documents: documents.map(({ code, title, phase, drafter = null, signer = null }) => ({ code, title, phase, drafter, signer })),
        matrice,
        isDefault,
        findings: outcome.ok ? [] : [...outcome.findings],
      };
    });
  }

  /** @throws AppError matrix.refused (with every finding), convenzione.terms_fixed, convenzione.act_required, scheda.conflict, access.denied */
  async change(actor: Actor, dossierId: string, edit: MatrixEdit): Promise<void> {
    const { cells, ...rest } = edit;
    await this.database.transaction(dbContext(actor), (tx) =>
      this.amendments.take(tx, { ...rest, actor, dossierId, permission: 'matrix.write' }, (terms, inForce) => {
        const before = this.terms.matrixOf(terms).matrice;
        const after = this.checked(matrixWithCells(before, cells));
        const changed = changedCells(before, after);
        const named = [...new Set(changed.map(({ document }) => document))];
        return {
          changes: matrixChanges(terms.values, { after, cells }),
          tell: () => ({
            action: inForce ? 'matrix.amended' : 'matrix.changed',
            summary: `Matrice delle responsabilità modificata: ${summaryOf(named)}${actName(edit)}`,
            details: { cells: changed },
          }),
          project: () => this.register.amend(tx, dossierId, { matrice: after }),
        };
      }),
    );
  }

  private checked(matrix: ResponsibilityMatrix): ResponsibilityMatrix {
    const outcome = checkMatrix(matrix, this.terms.documents());
    if (outcome.ok) return outcome.matrix;
    const { findings } = outcome;
    throw new AppError('matrix.refused', {
      detail: `${findings[0]?.reason ?? ''} Niente è stato salvato.`,
      issues: findings.map(({ document, role, reason }) => ({
        path: ['matrice', document, role].filter(Boolean).join('/'),
        message: reason,
      })),
      details: { findings },
    });
  }
}

/** One edit for each cell, so that two people on different cells do not collide; the whole where none is written yet. */
function matrixChanges(
  values: object,
  { after, cells }: { after: ResponsibilityMatrix; cells: readonly MatrixCell[] },
): readonly SchedaChange[] {
  if (getAt(values, matrixPath) === undefined) return [{ path: matrixPath, value: after }];
  return cells.map(({ document, role }) => ({ path: `${matrixPath}/${document}/${role}`, value: after[document]?.[role] ?? null }));
}

function summaryOf(documents: readonly string[]): string {
  const shown = documents.slice(0, 6).join(', ');
  return documents.length > 6 ? `${shown} e altri ${documents.length - 6} documenti` : shown;
}
