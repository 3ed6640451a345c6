import { Injectable } from '@nestjs/common';
import { type CommunityImportView } from '@gare/contracts/community';
import { actsForSua, type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { type Clause } from '@gare/domain/clauses/clause';
import { loadKind } from '@gare/domain/kinds/kind';
import { loosenings } from '@gare/domain/kinds/specialisation';
import { mergeClause, type ClauseMerge, type PartMerge } from '@gare/domain/community/merge-clause';
import { ClauseLint, ClauseShelf } from '@gare/clauses';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { TemplateLibrary } from '@gare/templates';
import { kindHash, KindLibrary, KindVersionEntity } from '@gare/dossiers';
import { clauseIn } from './bundle-content.js';
import { type BundleEntry } from './bundle/bundle-format.js';
import { type BundleReading } from './bundle/read-bundle.js';
import { CommunityTakenEntity } from './community-taken.entity.js';
import { type CommunityImportEntity } from './community-import.entity.js';

type Opened = Extract<BundleReading, { ok: true }>;
type EntryView = CommunityImportView['entries'][number];

/** A bundle laid over the library as it is now. */
@Injectable()
export class ImportView {
  constructor(
    private readonly clauses: ClauseShelf,
    private readonly lint: ClauseLint,
    private readonly library: TemplateLibrary,
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
  ) {}

  async show(reader: Reader, actor: Actor, { row, bundle }: { row: CommunityImportEntity; bundle: Opened }): Promise<CommunityImportView> {
    const entries: EntryView[] = [];
    for (const entry of bundle.manifest.entries) entries.push(await this.entry(reader, actor.suaId, { row, bundle, entry }));
    return { ...importSummary(row), whyNot: whyNotManage(actor), entries };
  }

  /** How a clause of a bundle stands to ours; the ancestor is what was taken of it last. */
  async merge(reader: Reader, suaId: string, theirs: Clause): Promise<ClauseMerge> {
    const ours = (await this.clauses.inForce(reader, suaId, this.today())).get(theirs.code)?.clause ?? null;
    const taken = await this.lastTaken(reader, suaId, 'CLAUSOLA', theirs.code);
    return mergeClause((taken?.content as Clause | undefined) ?? null, ours, theirs);
  }

  private async entry(
    reader: Reader,
    suaId: string,
    { row, bundle, entry }: { row: CommunityImportEntity; bundle: Opened; entry: BundleEntry },
  ): Promise<EntryView> {
    const { kind, code, title, version, provenance } = entry;
    const taken = await this.lastTaken(reader, suaId, kind, code);
    const head = {
      ...{ kind, code, title, version, provenance },
      taken: taken?.importId === row.id ? { at: taken.takenAt.toISOString(), by: taken.takenBy } : null,
    };
    if (kind === 'TIPO') return { ...head, ...(await this.kind(reader, suaId, { entry, bundle })) };
    if (kind === 'MODELLO') {
      const checks = row.checks?.[code];
      const trials = checks === undefined ? null : { run: checks.trials, passed: checks.passed };
      return { ...head, state: this.stateOf(entry, bundle), parts: [], findings: [...(checks?.findings ?? [])], trials };
    }
    const theirs = clauseIn(bundle, entry);
    if (theirs === null) throw new Error(`${code} was a clause when the bundle came`);
    const { state, parts } = await this.merge(reader, suaId, theirs);
    const { findings } = await this.lint.preview(reader, suaId, theirs);
    const shown = findings.map(
      ({ path, paragraph, message }) => `${path}${paragraph === null ? '' : `, paragrafo ${paragraph}`}: ${message}`,
    );
    return { ...head, state, parts: parts.map(partView), findings: shown, trials: null };
  }

  /** A kind is taken on the page of kinds: published there, its text is known by its hash. */
  private async kind(
    reader: Reader,
    suaId: string,
    { entry: { code }, bundle }: { entry: BundleEntry; bundle: Pick<Opened, 'file'> },
  ): Promise<Pick<EntryView, 'state' | 'parts' | 'findings' | 'trials' | 'taken'>> {
    const text = bundle.file(`tipi/${code}.json`).toString('utf8');
    const published = await reader.findOneBy(KindVersionEntity, { code, sha256: kindHash(text) });
    const loaded = loadKind(text);
    const shipped = this.kinds.list().findLast((kind) => kind.code === code && !kind.version.includes('+'));
    const looser = loaded.ok && shipped !== undefined ? loosenings(shipped, loaded.kind) : [];
    const isNew = !this.kinds.list(suaId).some((known) => known.code === code);
    return {
      ...{ state: published !== null ? 'same' : isNew ? 'new' : 'update', parts: [], trials: null },
      findings: looser.map(({ path, message }) => `${path}: ${message}`),
      taken: published?.suaId === suaId ? { at: published.publishedAt.toISOString(), by: published.publishedByName ?? '' } : null,
    };
  }

  private stateOf({ code }: BundleEntry, { file }: Pick<Opened, 'file'>): EntryView['state'] {
    const ours = this.library.source(code, this.today());
    if (ours === null) return 'new';
    return ours.bytes.equals(file(`modelli/${code}/template.docx`)) ? 'same' : 'update';
  }

  private async lastTaken(reader: Reader, suaId: string, kind: BundleEntry['kind'], code: string): Promise<CommunityTakenEntity | null> {
    const [last] = await reader.find(CommunityTakenEntity, { where: { suaId, kind, code }, order: { takenAt: 'DESC' }, take: 1 });
    return last ?? null;
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

export function whyNotManage(actor: Actor): string | null {
  const decision = decide(actor, 'template.manage', actor);
  if (!decision.allowed) return decision.reason;
  return actsForSua(actor) ? null : 'I modelli e le clausole li cambia la Provincia; il tuo ente li può leggere e usare.';
}

export function importSummary(row: CommunityImportEntity): Omit<CommunityImportView, 'entries' | 'whyNot'> {
  const count = (kind: BundleEntry['kind']): number => row.manifest.entries.filter((entry) => entry.kind === kind).length;
  return {
    ...{ id: row.id, fileName: row.fileName, signer: row.signerName, fingerprint: row.fingerprint },
    ...{ at: row.receivedAt.toISOString(), by: row.receivedBy },
    ...{ clauses: count('CLAUSOLA'), models: count('MODELLO'), kinds: count('TIPO') },
  };
}

const labels: Readonly<Record<string, string>> = {
  title: 'Titolo',
  condition: 'Condizione',
  legalBasis: 'Norme',
  validFrom: 'In vigore dal',
  validTo: 'In vigore fino al',
  owner: 'Chi la tiene',
  protected: 'Protetta',
  alternatives: 'Alternative',
};

const partView = ({ path, state, base, ours, theirs }: PartMerge): EntryView['parts'][number] => {
  const [, form, index] = path.split('/');
  const text = `Testo${form === undefined || form === '' ? '' : ` ${form}`}${index === undefined ? '' : `, punto ${Number(index) + 1}`}`;
  return { path, label: labels[path] ?? text, state, base: written(base), ours: written(ours), theirs: written(theirs) };
};

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
