import { Injectable } from '@nestjs/common';
import { closest, type AboutDossier } from '@gare/domain/library/applies-to';
import { type Reader } from '@gare/platform/database';
import { type LoadedTemplate, type Preparation } from './composed-templates.js';
import { IncludeSources } from './include-sources.js';
import { OwnTemplates } from './own-templates.js';
import { type TemplateSource } from './release-files.js';
import { type TemplateFinding } from './template-finding.js';
import { TemplateLibrary } from './template-library.js';
import { type TemplatePinEntity } from './template-pin.entity.js';
import { TemplatePins } from './template-pins.js';

/** Why a document cannot be formed from a template. */
interface ShelfTrouble {
  /** Italian sentence. */
  readonly message: string;
  readonly findings: readonly TemplateFinding[];
}

/** What a dossier uses of a code, and what is in force on its day. */
export interface TemplateStanding {
  /** The pin of the dossier; null until the first formation. */
  readonly pin: TemplatePinEntity | null;
  /** What documents are formed from; null where there is nothing, or where what was pinned is no longer there. */
  readonly used: TemplateSource | null;
  /** What is in force on the day whatever the pin says. */
  readonly inForce: TemplateSource | null;
}

/** The templates of one dossier on one day. */
export interface DossierShelf {
  /** The template its documents are formed from; null where there is none that can be used. */
  template(code: string): LoadedTemplate | null;
  /** Why `template` answers null. */
  trouble(code: string): ShelfTrouble;
  standing(code: string): TemplateStanding;
  /** Any template as it would be for this dossier, with its parts and clauses. */
  prepare(source: TemplateSource): Preparation;
}

/**
 * Tells which templates are in force for a dossier: the one it is pinned to, else the one its Province has published for the day, else
 * that of the release.
 */
@Injectable()
export class TemplateShelf {
  constructor(
    private readonly library: TemplateLibrary,
    private readonly includes: IncludeSources,
    private readonly own: OwnTemplates,
    private readonly pins: TemplatePins,
  ) {}

  /**
   * Templates with the parts and clauses in force for the dossier on the day (`YYYY-MM-DD`, Europe/Rome). One snapshot. Of those its
   * Province has published for the day it takes the one written most closely for what the dossier is about.
   */
  async forDossier(
    reader: Reader,
    dossier: { id: string; suaId: string },
    { asOf, about }: { asOf: string; about: AboutDossier },
  ): Promise<DossierShelf> {
    const [{ pins, published, kept }, parts] = await Promise.all([
      this.templatesOf(reader, dossier, asOf),
      this.includes.resolve(reader, { suaId: dossier.suaId, dossierId: dossier.id, asOf }),
    ]);
    const { library } = this;
    const standing = (code: string): TemplateStanding => {
      const ofCode = published.filter(({ manifest }) => manifest.code === code);
      const own = closest(
        ofCode.map((source) => ({ source, appliesTo: source.manifest.appliesTo })),
        about,
      );
      const inForce = own?.source ?? library.source(code, asOf);
      const pin = pins.get(code) ?? null;
      return { pin, inForce, used: pin === null ? inForce : this.pinned(pin, kept) };
    };
    const prepare = (source: TemplateSource): Preparation => library.composed.prepare(source, parts);
    return {
      standing,
      prepare,
      template: (code) => {
        const { used } = standing(code);
        const preparation = used === null ? null : prepare(used);
        return preparation?.ok === true ? preparation.template : null;
      },
      trouble: (code) => {
        const { pin, used } = standing(code);
        if (used !== null) return brokenOn(used, asOf, prepare(used));
        const message =
          pin === null
            ? `Nessun modello ${code} è in vigore il ${inItalian(asOf)}.`
            : `Il modello ${code} ${pin.version}, con cui questo fascicolo è nato, non è più installato: scegli la versione da usare.`;
        return { message, findings: [] };
      },
    };
  }

  /** The pins of a dossier, and the templates of its Province: those in force and those it is pinned to. */
  private async templatesOf(reader: Reader, { id, suaId }: { id: string; suaId: string }, asOf: string) {
    const [pins, own] = await Promise.all([this.pins.inForce(reader, id), this.own.of(reader, suaId, { asOf, dossierId: id })]);
    return { pins, ...own };
  }

  /** The template of an earlier pin; null where it is no longer there. */
  async kept(reader: Reader, pin: TemplatePinEntity): Promise<TemplateSource | null> {
    const own = pin.templateVersionId === null ? null : await this.own.one(reader, pin.suaId, pin.templateVersionId);
    return this.pinned(pin, own === null ? [] : [own]);
  }

  /** A template of the release is found by its bytes, else by its version: a correction of the release keeps the number it corrects. */
  private pinned({ code, version, sha256, templateVersionId }: TemplatePinEntity, own: readonly TemplateSource[]): TemplateSource | null {
    if (templateVersionId !== null) return own.find(({ versionId }) => versionId === templateVersionId) ?? null;
    const shipped = this.library.sources().filter(({ manifest }) => manifest.code === code);
    return shipped.find((source) => source.sha256 === sha256) ?? shipped.find(({ manifest }) => manifest.version === version) ?? null;
  }
}

function brokenOn({ manifest: { code, version } }: TemplateSource, asOf: string, preparation: Preparation): ShelfTrouble {
  const message = `Il modello ${code} ${version} non si può usare con le parti e le clausole in vigore il ${inItalian(asOf)}.`;
  return { message, findings: preparation.ok ? [] : preparation.findings };
}

const inItalian = (day: string): string => day.split('-').reverse().join('/');
