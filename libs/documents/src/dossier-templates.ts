import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type changeDossierTemplate, type compareDossierTemplate, type DossierTemplate } from '@gare/contracts/templates';
import { type Actor } from '@gare/domain/access/actor';
import { phaseReasons } from '@gare/domain/access/dossier-access';
import { isTextOpen, standingOf } from '@gare/domain/kinds/kind-access';
import { DossierAccessReader, type ActorOnDossier } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Audit } from '@gare/platform/audit';
import { Database, type Reader } from '@gare/platform/database';
import { extractDocxText } from '@gare/platform/docx';
import { AppError } from '@gare/platform/errors';
import { announce } from '@gare/platform/events';
import {
  describeFinding,
  TemplatePins,
  TemplateShelf,
  type TemplatePinEntity,
  type TemplateSource,
  type TemplateStanding,
} from '@gare/templates';
import { DocumentSets, templateOf, type DocumentEntry, type DocumentSet } from './document-set.js';
import { DocumentsChanged } from './documents-changed.js';

type Comparison = z.output<NonNullable<typeof compareDossierTemplate.response>>;
type Choice = z.output<NonNullable<typeof changeDossierTemplate.body>>;
type PinView = NonNullable<DossierTemplate['used']>;

interface Opened {
  readonly one: ActorOnDossier;
  readonly set: DocumentSet;
  readonly entries: readonly DocumentEntry[];
  readonly standing: TemplateStanding;
}

/** Which version of each template a dossier uses; passing to another is an act of a person, never of the library. */
@Injectable()
export class DossierTemplates {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly sets: DocumentSets,
    private readonly shelf: TemplateShelf,
    private readonly pins: TemplatePins,
    private readonly audit: Audit,
    private readonly changed: DocumentsChanged,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  list(actor: Actor, dossierId: string): Promise<DossierTemplate[]> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('dossier.read');
      const set = await this.sets.read(reader, one.dossier);
      const codes = [...new Set(set.entries.filter(isFormed).map(({ document }) => templateOf(document)))];
      return Promise.all(codes.map((code) => this.view(reader, { one, set, code })));
    });
  }

  /** @throws AppError template.not_found when the other version is neither in force nor one the dossier had */
  compare(actor: Actor, dossierId: string, { code, to }: { code: string; to: string }): Promise<Comparison> {
    return this.database.read(dbContext(actor), async (reader) => {
      const { set, entries, standing } = await this.open(reader, actor, { dossierId, code });
      const target = await this.target(reader, dossierId, { code, to, standing });
      const { shelf } = set.inputs;
      const before = standing.used === null ? null : shelf.prepare(standing.used);
      const after = shelf.prepare(target);
      return {
        from: standing.used === null ? null : sourceView(standing.used),
        to: sourceView(target),
        before: before?.ok === true ? linesOf(before.template.compiled.bytes) : [],
        after: after.ok ? linesOf(after.template.compiled.bytes) : [],
        stale: entries
          .filter(({ current }) => current?.origin === 'GENERATED')
          .map(({ document }) => ({ code: document.code, title: document.title ?? document.code })),
        problems: after.ok ? [] : after.findings.map(describeFinding),
      };
    });
  }

  /**
   * Forms the documents of this template from another version from now on. What was formed stays as it is and is told to be stale.
   * @throws AppError template.not_found, template.same_version, template.blocked, document.read_only, access.denied, dossier.changed
   */
  async change(actor: Actor, dossierId: string, { code, to, reason }: Choice & { code: string }): Promise<void> {
    await this.database.transaction(dbContext(actor), async (tx) => {
      const { one, set, entries, standing } = await this.open(tx, actor, { dossierId, code });
      const role = one.require('document.generate', entries[0]?.document.code ?? code);
      const fixed = entries.find(({ document }) => !isTextOpen(standingOf(one.kind, one.dossier), document.code));
      if (fixed !== undefined) throw new AppError('document.read_only', { detail: phaseReasons[one.access.fase] });
      if (standing.used?.sha256 === to) throw new AppError('template.same_version');
      const source = await this.target(tx, dossierId, { code, to, standing });
      const preparation = set.inputs.shelf.prepare(source);
      if (!preparation.ok)
        throw new AppError('template.blocked', {
          issues: preparation.findings.map((finding) => ({ path: '', message: describeFinding(finding) })),
        });
      const { suaId, enteId } = one.dossier;
      const dossier = { dossierId, suaId, enteId };
      // A dossier that has formed nothing yet is first pinned to what it would have taken: the way back stays open.
      if (standing.pin === null && standing.used !== null) await this.pins.pinFirst(tx, actor, dossier, pinnedOf(standing.used));
      const after = standing.pin?.position ?? (standing.used === null ? 0 : 1);
      const fresh = await this.pins.pinNext(tx, actor, dossier, { template: pinnedOf(source), after, reason });
      if (!fresh) throw new AppError('dossier.changed');
      const before = standing.used === null ? null : sourceView(standing.used);
      const { title, version } = source.manifest;
      await this.audit.record(tx, actor, {
        ...{ dossierId, suaId, enteId, role },
        action: 'template.chosen',
        summary: `Per «${title}» (${code}) il fascicolo usa la versione ${version} del modello${before === null ? '' : ` al posto della ${before.version}`}: ${reason}`,
        details: { code, before, after: sourceView(source), reason },
      });
      const codes = entries.map(({ document }) => document.code);
      await this.changed.emit(tx, { actor, dossierId, suaId, enteId, codes, moreToCome: false });
      await announce(tx, { topic: 'documents', dossierId, suaId, enteId });
    });
  }

  private async open(reader: Reader, actor: Actor, { dossierId, code }: { dossierId: string; code: string }): Promise<Opened> {
    const one = await this.access.open(reader, actor, dossierId);
    one.require('dossier.read');
    const set = await this.sets.read(reader, one.dossier);
    const entries = set.entries.filter((entry) => isFormed(entry) && templateOf(entry.document) === code);
    if (entries.length === 0)
      throw new AppError('template.not_found', { detail: `In questo fascicolo nessun documento si forma dal modello ${code}.` });
    return { one, set, entries, standing: set.inputs.shelf.standing(code) };
  }

  /** Only what is in force on the reference date, or what the dossier had before. */
  private async target(
    reader: Reader,
    dossierId: string,
    { code, to, standing }: { code: string; to: string; standing: TemplateStanding },
  ): Promise<TemplateSource> {
    if (standing.inForce?.sha256 === to) return standing.inForce;
    const pin = (await this.pins.history(reader, dossierId, code)).find(({ sha256 }) => sha256 === to);
    const kept = pin === undefined ? null : await this.shelf.kept(reader, pin);
    if (kept === null) throw new AppError('template.not_found');
    return kept;
  }

  private async view(
    reader: Reader,
    { one, set, code }: { one: ActorOnDossier; set: DocumentSet; code: string },
  ): Promise<DossierTemplate> {
    const { pin, used, inForce } = set.inputs.shelf.standing(code);
    const documents = set.entries
      .filter((entry) => isFormed(entry) && templateOf(entry.document) === code)
      .map(({ document }) => document.code);
    const history = pin === null ? [] : await this.pins.history(reader, one.dossier.id, code);
    return {
      ...{ code, documents, pinned: pin !== null, used: used === null ? null : sourceView(used) },
      available: inForce === null || inForce.sha256 === used?.sha256 ? null : sourceView(inForce),
      history: history.map((past) => ({ ...pinView(past), by: past.pinnedByName, at: past.pinnedAt.toISOString(), reason: past.reason })),
      mayChange: one.may('document.generate', documents[0] ?? code),
    };
  }
}

const isFormed = ({ document, requirement }: DocumentEntry): boolean => document.format === 'tpl' && requirement !== 'NA';

const sourceView = ({ sha256, manifest: { version, title }, versionId }: TemplateSource): PinView => ({
  ...{ sha256, version, title },
  origin: versionId === null ? 'PRODOTTO' : 'PROVINCIA',
});

const pinView = ({ sha256, version, title, templateVersionId }: TemplatePinEntity): PinView => ({
  ...{ sha256, version, title },
  origin: templateVersionId === null ? 'PRODOTTO' : 'PROVINCIA',
});

const pinnedOf = ({ manifest, sha256: sourceSha256, versionId }: TemplateSource): Parameters<TemplatePins['pinFirst']>[3] => ({
  ...{ manifest, sourceSha256, versionId },
});

/** The text of a template as people compare it: the body, one paragraph a line, tags as written. */
function linesOf(docx: Buffer): string[] {
  const extraction = extractDocxText(docx);
  if (!extraction.ok) return [];
  return extraction.parts
    .filter(({ part }) => part === 'word/document.xml')
    .flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    .filter((text) => text.trim() !== '');
}
