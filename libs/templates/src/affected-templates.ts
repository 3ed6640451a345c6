import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { IncludeSources } from './include-sources.js';
import { OwnTemplates } from './own-templates.js';
import { type TemplateSource } from './release-files.js';
import { type TemplateFinding } from './template-finding.js';
import { TemplateLibrary } from './template-library.js';

/** What a change of a shared part or of a clause does to the templates that include it. */
@Injectable()
export class AffectedTemplates {
  constructor(
    private readonly library: TemplateLibrary,
    private readonly own: OwnTemplates,
    private readonly includes: IncludeSources,
  ) {}

  /**
   * Composes every template of the release and of the Province that includes one of the names, itself or through a part, with the
   * library as the transaction has it: on the day from which the change counts, or on the first day of a template that begins later.
   * A text that is right by itself may still be wrong where it stands (a table in a table, a circle through a shared part).
   * @returns what would keep them from being used; empty where all of them still can
   */
  async findings(
    reader: Reader,
    suaId: string,
    { names, from }: { names: readonly string[]; from: string },
  ): Promise<readonly TemplateFinding[]> {
    const findings: TemplateFinding[] = [];
    const parts = new Map<string, Awaited<ReturnType<IncludeSources['resolve']>>>();
    for (const source of await this.from(reader, suaId, from)) {
      const asOf = source.manifest.validFrom > from ? source.manifest.validFrom : from;
      const ofDay = parts.get(asOf) ?? (await this.includes.resolve(reader, { suaId, dossierId: null, asOf }));
      parts.set(asOf, ofDay);
      const reached = this.library.composed.reached(source, ofDay);
      if (!names.some((name) => reached.has(name))) continue;
      const preparation = this.library.composed.prepare(source, ofDay);
      if (!preparation.ok) findings.push(...preparation.findings);
    }
    return findings;
  }

  /** Names that the templates of the Province published for the day or later reach, with the codes of those templates. */
  async reachedByOwn(reader: Reader, suaId: string, day: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const own = await this.own.from(reader, suaId, day);
    const parts = own.length === 0 ? new Map() : await this.includes.resolve(reader, { suaId, dossierId: null, asOf: day });
    const reached = new Map<string, string[]>();
    for (const source of own)
      for (const name of this.library.composed.reached(source, parts).keys()) {
        const codes = reached.get(name) ?? [];
        reached.set(name, codes.includes(source.manifest.code) ? codes : [...codes, source.manifest.code]);
      }
    return reached;
  }

  /** Templates that are in force on the day or later. */
  private async from(reader: Reader, suaId: string, day: string): Promise<readonly TemplateSource[]> {
    const shipped = this.library.sources().filter(({ manifest: { validTo } }) => validTo === null || validTo >= day);
    return [...shipped, ...(await this.own.from(reader, suaId, day))];
  }
}
