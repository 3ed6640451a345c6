import { Injectable } from '@nestjs/common';
import { fieldsOfKind } from '@gare/contracts/template-catalogue';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { isPartName } from '@gare/domain/library/part-name';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { composeTemplate, hostOf } from './compose/compose-template.js';
import { originOf } from './compose/part.js';
import { partOf } from './own-parts.js';
import { IncludeSources } from './include-sources.js';
import { lintTemplate } from './lint/lint-template.js';
import { type TemplateSource } from './release-files.js';
import { notADocument, type TemplateFinding } from './template-finding.js';

/** Everything that can be said of a template of a Province, or of a shared part, with the parts and clauses of its first day. */
@Injectable()
export class TemplateCheck {
  constructor(
    private readonly includes: IncludeSources,
    private readonly clock: Clock,
  ) {}

  /** Findings with the part or clause they stand in. Law is read on the first day of validity, or today when that is past. */
  async findings(reader: Reader, suaId: string, source: TemplateSource): Promise<readonly TemplateFinding[]> {
    const { code, kind, validFrom } = source.manifest;
    const parts = new Map(await this.includes.resolve(reader, { suaId, dossierId: null, asOf: validFrom }));
    let { bytes } = source;
    if (isPartName(code)) {
      const part = partOf(source);
      const host = hostOf(part);
      if (host === null) return [notADocument(code, 'Il file non è un documento Word.')];
      parts.set(code, part);
      bytes = host;
    }
    const composition = composeTemplate(code, bytes, parts);
    if (!composition.ok) return composition.findings;
    const today = toRomeDate(this.clock.now().toISOString());
    const enti = await reader.query<{ name: string }[]>('select denominazione as name from enti where sua_id = $1', [suaId]);
    const { findings } = lintTemplate({
      ...{ code, bytes: composition.bytes, fields: fieldsOfKind(kind), asOf: validFrom < today ? today : validFrom },
      bodies: enti.map(({ name }) => name),
    });
    return findings.map((finding) => ({ ...finding, origin: originOf(composition.origins, finding) }));
  }
}
