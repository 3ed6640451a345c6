import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { type Part } from './compose/part.js';
import { IncludeSources, type IncludeQuestion } from './include-sources.js';
import { OwnTemplates } from './own-templates.js';
import { type TemplateSource } from './release-files.js';

/** Gives templates the shared parts a Province has published: in force on the day, they take the place of those of the release. */
@Injectable()
export class OwnParts implements OnModuleInit {
  constructor(
    private readonly sources: IncludeSources,
    private readonly own: OwnTemplates,
  ) {}

  onModuleInit(): void {
    this.sources.register('own-parts', (reader, question) => this.of(reader, question));
  }

  private async of(reader: Reader, { suaId, asOf }: IncludeQuestion): Promise<ReadonlyMap<string, Part>> {
    return new Map((await this.own.parts(reader, suaId, asOf)).map((source) => [source.manifest.code, partOf(source)]));
  }
}

/** An uploaded part as templates include it. */
export function partOf({ manifest: { code, title, version }, sha256, bytes }: TemplateSource): Part {
  return { name: code, kind: 'PARTE', title, version, sha256, bytes, condition: null };
}
