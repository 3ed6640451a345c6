import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { wordingOf } from '@gare/domain/clauses/clause';
import { type SubjectSchema } from '@gare/domain/kinds/kind-schema';
import { ClauseParts } from '@gare/clauses';
import { KindLibrary } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database } from '@gare/platform/database';
import {
  countedChanges,
  describedChanges,
  describeFinding,
  IncludeSources,
  lineChanges,
  normalisedText,
  RenderFailure,
  TemplateCheck,
  TemplateLibrary,
  templateManifest,
  travellingContext,
  type LoadedTemplate,
  type Part,
  type TemplateSource,
} from '@gare/templates';
import { clauseIn } from './bundle-content.js';
import { type BundleEntry } from './bundle/bundle-format.js';
import { type BundleReading } from './bundle/read-bundle.js';
import { type ModelChecks } from './community-import.entity.js';

type Opened = Extract<BundleReading, { ok: true }>;

/** Findings kept of one model, and trials run of one bundle. */
const mostFindings = 40;
const mostTrials = 160;

interface Model {
  readonly source: TemplateSource;
  readonly entry: BundleEntry;
  readonly subject: SubjectSchema | undefined;
}

/**
 * What a model that came says of itself is tried before anything is taken: the lint with the texts of this Province, and every set of
 * data that came with it, filled and compared with the document its authors accepted. Clauses that came along are used, as there.
 */
@Injectable()
export class ModelTrials {
  constructor(
    private readonly database: Database,
    private readonly library: TemplateLibrary,
    private readonly includes: IncludeSources,
    private readonly check: TemplateCheck,
    private readonly clauses: ClauseParts,
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
  ) {}

  /** By code of the model. Changes nothing. */
  async of(actor: Actor, bundle: Opened): Promise<Readonly<Record<string, ModelChecks>>> {
    const theirs = await this.clausesOf(bundle);
    const checks: Record<string, ModelChecks> = {};
    let left = mostTrials;
    for (const entry of bundle.manifest.entries.filter(({ kind }) => kind === 'MODELLO')) {
      const model = this.model(actor, bundle, entry);
      const { findings, parts } = await this.database.read(dbContext(actor), async (reader) => ({
        findings: await this.check.findings(reader, actor.suaId, model.source),
        parts: await this.includes.resolve(reader, { suaId: actor.suaId, dossierId: null, asOf: model.source.manifest.validFrom }),
      }));
      const preparation = this.library.composed.prepare(model.source, new Map([...parts, ...theirs]));
      const trials = preparation.ok ? await this.tryAll(model, preparation.template, { bundle, most: left }) : notTried(entry);
      left -= trials.trials;
      const lint = findings.map(describeFinding);
      checks[entry.code] = { ...trials, findings: [...lint, ...trials.findings].slice(0, mostFindings) };
    }
    return checks;
  }

  private model(actor: Actor, { file }: Pick<Opened, 'file'>, entry: BundleEntry): Model {
    const manifest = templateManifest.parse(JSON.parse(file(`modelli/${entry.code}/manifest.json`).toString('utf8')));
    const bytes = file(`modelli/${entry.code}/template.docx`);
    const today = toRomeDate(this.clock.now().toISOString());
    const validFrom = manifest.validFrom < today ? today : manifest.validFrom;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const source = { folder: entry.code, manifest: { ...manifest, validFrom, validTo: null }, bytes, sha256, versionId: null };
    const kind = this.kinds.list(actor.suaId).findLast(({ code }) => code === manifest.kind);
    return { source, entry, subject: kind?.subject };
  }

  private async clausesOf(bundle: Opened): Promise<ReadonlyMap<string, Part>> {
    const parts = new Map<string, Part>();
    for (const entry of bundle.manifest.entries.filter(({ kind }) => kind === 'CLAUSOLA')) {
      const clause = clauseIn(bundle, entry);
      for (const { form } of clause?.texts ?? []) {
        const part = clause && (await this.clauses.part(clause, form, { text: wordingOf(clause, form, null), version: entry.version }));
        if (part) parts.set(part.name, part);
      }
    }
    return parts;
  }

  private async tryAll(
    { source, entry, subject }: Model,
    template: LoadedTemplate,
    { bundle: { file }, most }: { bundle: Pick<Opened, 'file'>; most: number },
  ): Promise<ModelChecks> {
    const findings: string[] = [];
    const sets = trialsIn(entry);
    for (const { name, data, accepted } of sets.slice(0, most)) {
      const problem = await this.tryOne(template, {
        context: () => travellingContext(file(data), { kind: source.manifest.kind, subject }),
        accepted: accepted === null ? null : file(accepted).toString('utf8'),
      });
      if (problem !== null) findings.push(`Prova «${name}»: ${problem}`);
    }
    const passed = Math.min(sets.length, most) - findings.length;
    if (sets.length > most) findings.push(`Non eseguite ${sets.length - most} prove: il pacchetto ne ha più di ${mostTrials}.`);
    return { trials: Math.min(sets.length, most), passed, findings };
  }

  /** What is wrong with one trial, in Italian; null where it gives the accepted document. */
  private async tryOne(
    template: LoadedTemplate,
    { context, accepted }: { context: () => object; accepted: string | null },
  ): Promise<string | null> {
    if (accepted === null) return 'manca il documento accettato con cui confrontarla.';
    let values: object;
    try {
      values = context();
    } catch (error) {
      // What the readers of trials refuse is said in Italian; anything else is a file that nobody wrote for them.
      return error instanceof Error && error.constructor === Error
        ? `${error.message}.`
        : 'i dati della prova non sono scritti come serve.';
    }
    const rendering = await this.library.render(template, values).catch((error: unknown) => {
      if (error instanceof RenderFailure) return null;
      throw error;
    });
    if (rendering === null) return 'il modello non si è riempito entro i limiti di tempo e di memoria.';
    if (!rendering.ok) return rendering.problems.slice(0, 5).map(describeFinding).join(' ');
    const found = normalisedText(rendering.docx);
    const changes = lineChanges(accepted.trimEnd().split('\n'), found);
    if (changes.length === 0) return null;
    return [
      `${countedChanges(changes)} dal documento accettato da chi l’ha scritto (- accettato, + qui)`,
      ...describedChanges(changes, found),
    ].join('\n');
  }
}

const notTried = (entry: BundleEntry): ModelChecks => ({
  trials: 0,
  passed: 0,
  findings: [`Le ${trialsIn(entry).length} prove non si sono potute eseguire: con i testi di questa Provincia il modello non si compone.`],
});

/** Sets of data of a model with the document accepted for each. */
function trialsIn({ code, files }: BundleEntry): { name: string; data: string; accepted: string | null }[] {
  const paths = new Set(files.map(({ path }) => path));
  const base = `modelli/${code}/prove/`;
  return [...paths]
    .filter((path) => path.startsWith(base) && path.endsWith('.json'))
    .map((data) => {
      const name = data.slice(base.length, -'.json'.length);
      const accepted = `${base}${name}.golden.txt`;
      return { name, data, accepted: paths.has(accepted) ? accepted : null };
    });
}
