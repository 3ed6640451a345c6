import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { type LoadedTemplate } from './composed-templates.js';
import { IncludeSources } from './include-sources.js';
import { TemplateLibrary } from './template-library.js';
import { type TemplateFinding } from './template-finding.js';

/** Why a document cannot be formed from a template. */
interface ShelfTrouble {
  /** Italian sentence. */
  readonly message: string;
  readonly findings: readonly TemplateFinding[];
}

/** The templates of one dossier on one day. */
export interface DossierShelf {
  /** The template its documents are formed from; null where there is none that can be used. */
  template(code: string): LoadedTemplate | null;
  /** Why `template` answers null. */
  trouble(code: string): ShelfTrouble;
}

/** Tells which templates are in force for a dossier. */
@Injectable()
export class TemplateShelf {
  constructor(
    private readonly library: TemplateLibrary,
    private readonly includes: IncludeSources,
  ) {}

  /** Templates with the parts and clauses in force for the dossier on the day (`YYYY-MM-DD`, Europe/Rome). */
  async forDossier(reader: Reader, dossier: { id: string; suaId: string }, asOf: string): Promise<DossierShelf> {
    const parts = await this.includes.resolve(reader, { suaId: dossier.suaId, dossierId: dossier.id, asOf });
    const { library } = this;
    const prepared = (code: string): LoadedTemplate | readonly TemplateFinding[] => {
      const source = library.source(code, asOf);
      if (source === null) return [];
      const preparation = library.composed.prepare(source, parts);
      return preparation.ok ? preparation.template : preparation.findings;
    };
    return {
      template: (code) => {
        const found = prepared(code);
        return 'compiled' in found ? found : null;
      },
      trouble: (code) => {
        const found = prepared(code);
        const findings = 'compiled' in found ? [] : found;
        const message =
          findings.length === 0
            ? `Nessun modello ${code} è in vigore il ${asOf}.`
            : `Il modello ${code} in vigore il ${asOf} non si può usare con le parti e le clausole di quel giorno.`;
        return { message, findings };
      },
    };
  }
}
