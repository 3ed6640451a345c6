import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { authorizeLibrary, templateManifest, TemplateUploads, type TemplateManifest } from '@gare/templates';
import { BundleImports } from './bundle-imports.js';
import { CommunityTakenEntity } from './community-taken.entity.js';

/** Models of bundles go in by the door of every upload: examined, linted, kept as a draft. */
@Injectable()
export class ModelsOfBundles {
  constructor(
    private readonly database: Database,
    private readonly imports: BundleImports,
    private readonly uploads: TemplateUploads,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError community.not_found, template.version_taken, template.file_refused, access.denied */
  async take(
    actor: Actor,
    { importId, code }: { importId: string; code: string },
    { version, validFrom }: { version: string; validFrom: string },
  ): Promise<{ version: string }> {
    authorizeLibrary(actor);
    const row = await this.database.read(dbContext(actor), (reader) => this.imports.require(reader, actor.suaId, importId));
    const bundle = await this.imports.open(row);
    const entry = bundle.manifest.entries.find((candidate) => candidate.kind === 'MODELLO' && candidate.code === code);
    if (entry === undefined) throw new AppError('community.not_found');
    const manifest = templateManifest.parse(JSON.parse(bundle.file(`modelli/${code}/manifest.json`).toString('utf8')));
    const docx = bundle.file(`modelli/${code}/template.docx`);
    const described = { ...describe(manifest), version, validFrom, validTo: '' as const };
    const incoming = { fileName: `${code} da ${row.signerName}.docx`, mime: '', stream: Readable.from([docx]) };
    const draft = await this.uploads.upload(actor, described, incoming, async (tx) => {
      await tx.insert(CommunityTakenEntity, {
        ...{ id: randomUUID(), suaId: actor.suaId, importId, kind: 'MODELLO', code, content: entry, sides: {} },
        ...{ takenAt: this.clock.now(), takenBy: actor.person },
      });
    });
    return { version: draft };
  }
}

type Described = Omit<Parameters<TemplateUploads['upload']>[1], 'version' | 'validFrom' | 'validTo'>;

function describe({ code, kind, title, legalBasis = [], appliesTo }: TemplateManifest): Described {
  return {
    ...{ code, kind, title: title.slice(0, 200), owner: 'SUA' as const },
    legalBasis: legalBasis.map(basisInWords).join('; ').slice(0, 500),
    procedures: appliesTo.procedures,
    objects: appliesTo.objects,
  };
}

function basisInWords(basis: unknown): string {
  const { act = '', articles = [] } = basis as { act?: string; articles?: readonly string[] };
  return articles.length === 0 ? act : `${act}, art. ${articles.join(', ')}`;
}
