import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { type Parts } from './compose/compose-template.js';
import { TemplateLibrary } from './template-library.js';

/** Whose parts are asked for, and on which day (`YYYY-MM-DD`, Europe/Rome). */
export interface IncludeQuestion {
  readonly suaId: string;
  /** Null where no dossier is meant: a template is looked at by itself. */
  readonly dossierId: string | null;
  readonly asOf: string;
}

/** The parts a feature keeps, in force for that question. A part with the name of one of the release takes its place. */
type IncludeSource = (reader: Reader, question: IncludeQuestion) => Promise<Parts>;

/** What templates may include: parts and clauses of the release, and those that later features keep for a Province or a dossier. */
@Injectable()
export class IncludeSources {
  private readonly sources = new Map<string, IncludeSource>();

  constructor(private readonly library: TemplateLibrary) {}

  /** Adds a source; of two that know a name, the one registered last is heard. */
  register(name: string, source: IncludeSource): void {
    this.sources.set(name, source);
  }

  async resolve(reader: Reader, question: IncludeQuestion): Promise<Parts> {
    const parts = new Map(this.library.parts(question.asOf));
    const found = await Promise.all([...this.sources.values()].map((source) => source(reader, question)));
    for (const [name, part] of found.flatMap((of) => [...of])) parts.set(name, part);
    return parts;
  }
}
