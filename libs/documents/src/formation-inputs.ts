import { Injectable } from '@nestjs/common';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type Scheda } from '@gare/contracts/scheda/scheda';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { type AboutDossier } from '@gare/domain/library/applies-to';
import { referenceDate } from '@gare/domain/scheda/derive';
import { type DossierEntity } from '@gare/dossiers';
import { EnteReader } from '@gare/identity';
import { sha256Hex } from '@gare/platform/audit';
import { ParameterRegister } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { SchedaReader } from '@gare/scheda';
import { TemplateShelf, type DossierShelf, type LoadedTemplate } from '@gare/templates';
import { FormationContexts, type FixedLaw, type FormationContext } from './formation-contexts.js';
import { FormationTexts } from './formation-texts.js';
import { usedValues } from './used-values.js';

/** All a formation depends on, read in one snapshot. */
export interface DossierInputs {
  readonly schedaRevision: number;
  readonly values: Scheda;
  /** Day on which law and templates are read (`YYYY-MM-DD`, Europe/Rome): once texts are fixed, the day they were fixed. */
  readonly referenceDate: string;
  /** Day written into the PDF: the reference date, or the opening of the dossier while there is none. Never the clock. */
  readonly documentDate: string;
  /** Rows the law is read from. */
  readonly parameters: readonly LegalParameter[];
  /** What templates are filled with. */
  readonly context: unknown;
  /** The template in force; null where there is none. */
  template(code: string): LoadedTemplate | null;
  /** Which templates those are and why. */
  readonly shelf: DossierShelf;
  /** What a formation with this template depends on. Equal hashes mean equal documents. */
  hash(template: LoadedTemplate): string;
  /** What a document depends on, its draft included; null where no template is in force. */
  hashOf(document: string, template: string): string | null;
  /** The hash of a formation from a draft that says this. */
  withContent(hash: string, contentSha256: string): string;
}

/** Derived values of that many dossiers are kept; one takes some 50 kB. */
const keptDossiers = 200;

/** What follows from the values alone: the same values give the same context and hashes. */
interface Derived {
  /** All that the values depend on, as one text. */
  readonly from: string;
  readonly context: unknown;
  /** Hash of the inputs by the hash of the template. */
  readonly hashes: Map<string, string>;
}

/** The sheet, and the rows the law is read from. */
interface Read {
  readonly scheda: Scheda;
  readonly parameters: readonly LegalParameter[];
}

const withContent = (inputs: string, content: string): string => sha256Hex(canonicalJson({ inputs, content }));

/** Reads what documents are formed from. */
@Injectable()
export class FormationInputs {
  /** Last derived values of each dossier: twelve documents formed after one change ask for the same ones a hundred times. */
  private readonly derived = new Map<string, Derived>();

  constructor(
    private readonly scheda: SchedaReader,
    private readonly enti: EnteReader,
    private readonly shelf: TemplateShelf,
    private readonly contexts: FormationContexts,
    private readonly clock: Clock,
    private readonly law: ParameterRegister,
    private readonly texts: FormationTexts,
  ) {}

  async of(reader: Reader, dossier: DossierEntity): Promise<DossierInputs> {
    const fixed = await this.contexts.fixedLaw(reader, dossier);
    const [{ revision, values }, parameters, groups, contextOf, contents] = await Promise.all([
      this.scheda.read(reader, dossier.id),
      fixed === null ? this.law.rows(reader, dossier.suaId) : this.law.rowsUpTo(reader, dossier.suaId, fixed.revision),
      this.contexts.groupsOf(reader, dossier),
      this.contextOf(reader, dossier, fixed),
      this.texts.contents(reader, dossier.id),
    ]);
    const formation = await contextOf({ scheda: values, parameters });
    const { referenceDate: asOf, documentDate } = formation;
    const from = canonicalJson([revision, asOf, documentDate, groups, ...formation.from]);
    const { context, hashes } = this.derive(dossier.id, from, () => ({ ...(formation.build() as object), ...groups }));
    const shelf = await this.shelf.forDossier(reader, dossier, { asOf, about: aboutOf(values) });
    const template = (code: string): LoadedTemplate | null => shelf.template(code);
    const hash = ({ compiled }: LoadedTemplate): string => {
      const known = hashes.get(compiled.sha256);
      if (known !== undefined) return known;
      const fresh = sha256Hex(canonicalJson({ template: compiled.sha256, documentDate, values: usedValues(context, compiled.fields) }));
      hashes.set(compiled.sha256, fresh);
      return fresh;
    };
    return {
      schedaRevision: revision,
      values,
      referenceDate: asOf,
      documentDate,
      parameters,
      context,
      template,
      shelf,
      hash,
      withContent,
      hashOf: (document, code) => {
        const found = template(code);
        const content = contents.get(document);
        if (found === null) return null;
        return content === undefined ? hash(found) : withContent(hash(found), content);
      },
    };
  }

  /** Asked with the sheet, not after it: who the bodies of a tender are does not depend on what the sheet says. */
  private async contextOf(
    reader: Reader,
    dossier: DossierEntity,
    fixed: FixedLaw | null,
  ): Promise<(read: Read) => FormationContext | Promise<FormationContext>> {
    const ofKind = this.contexts.of(dossier.kindCode);
    if (ofKind !== undefined) return ({ scheda }) => ofKind(reader, dossier, scheda);
    const [{ profilo: comune }, { profilo: provincia }, law] = await Promise.all([
      this.enti.require(reader, dossier.enteId),
      this.enti.require(reader, dossier.suaId),
      fixed?.revision ?? this.law.revision(reader, dossier.suaId),
    ]);
    const { codiceAppalto, createdAt } = dossier;
    return ({ scheda, parameters }) => {
      const { base, data: day } = referenceDate(scheda, this.clock.now().toISOString());
      const asOf = fixed?.asOf ?? day;
      return {
        from: [codiceAppalto, comune, provincia, law, fixed?.asOf ?? null],
        referenceDate: asOf,
        documentDate: base === 'OGGI' ? toRomeDate(createdAt.toISOString()) : day,
        build: () =>
          templateContext({ scheda, dossier: { codiceAppalto }, comune, provincia, asOf, parametri: parameters, lawDay: fixed?.asOf }),
      };
    };
  }

  private derive(dossierId: string, from: string, context: () => unknown): Derived {
    const known = this.derived.get(dossierId);
    // Taken out and put in again: the first of the map is the one not asked for the longest.
    this.derived.delete(dossierId);
    const derived = known?.from === from ? known : { from, context: context(), hashes: new Map<string, string>() };
    this.derived.set(dossierId, derived);
    const [oldest] = this.derived.keys();
    if (this.derived.size > keptDossiers && oldest !== undefined) this.derived.delete(oldest);
    return derived;
  }
}

/** What a tender is about, as far as its sheet says: the templates of a Province may be written for some procedures and objects only. */
function aboutOf({ tipoProcedura, lotti }: Scheda): AboutDossier {
  const objects = (lotti ?? []).flatMap(({ oggettoContratto }) => (oggettoContratto == null ? [] : [oggettoContratto]));
  return { procedure: tipoProcedura ?? null, objects };
}
