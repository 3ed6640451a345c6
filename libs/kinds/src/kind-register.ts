import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type KindExamination } from '@gare/contracts/kinds';
import { type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { readJson } from '@gare/domain/kinds/json-places';
import { diffKinds } from '@gare/domain/kinds/kind-diff';
import { compareVersions, provinceVersion } from '@gare/domain/kinds/kind-version';
import { loadKind, type KindFinding, type LoadedKind } from '@gare/domain/kinds/kind';
import { loosenings } from '@gare/domain/kinds/specialisation';
import { kindHash, KindLibrary, KindVersionEntity } from '@gare/dossiers';
import { authorize, dbContext, EnteReader, RegistryAudit } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { Database, type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { announceKinds } from '@gare/platform/events';

interface Examined {
  readonly view: KindExamination;
  /** Absent where the text is no kind at all. */
  readonly kind?: LoadedKind;
}

/** Publishing versions of dossier kinds: what a Province writes is checked like a file of the product, and may only tighten it. */
@Injectable()
export class KindRegister {
  constructor(
    private readonly database: Database,
    private readonly kinds: KindLibrary,
    private readonly enti: EnteReader,
    private readonly audit: RegistryAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError access.denied */
  async examine(actor: Actor, text: string): Promise<KindExamination> {
    authorize(actor, 'kind.write', actor);
    return (await this.database.read(dbContext(actor), (reader) => this.judge(reader, actor, text))).view;
  }

  /** @throws AppError access.denied, kind.examine_again, kind.refused (with the findings), kind.version_taken */
  async publish(actor: Actor, input: { text: string; sha256: string; motivation: string }): Promise<{ code: string; version: string }> {
    const role = authorize(actor, 'kind.write', actor);
    const { text, sha256, motivation } = input;
    if (kindHash(text) !== sha256) throw new AppError('kind.examine_again');
    const published = await this.database.transaction(dbContext(actor), async (tx) => {
      const { view, kind } = await this.judge(tx, actor, text);
      const { findings, version, against, differences } = view;
      if (kind === undefined || version === null || findings.length > 0) throw refusedKind(findings);
      const { code, title, validFrom = null, validTo = null } = kind;
      const [fresh] = await tx.query<unknown[]>(
        `insert into kind_versions
           (id, sua_id, code, version, text, sha256, valid_from, valid_to, published_by, published_by_name, published_at, motivation)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (code, version) do nothing returning id`,
        [
          ...[randomUUID(), actor.suaId, code, version, text, sha256, validFrom, validTo],
          ...[actor.personId, actor.person, this.clock.now(), motivation],
        ],
      );
      if (fresh === undefined) throw new AppError('kind.version_taken');
      await this.audit.record(tx, actor, {
        enteId: actor.suaId,
        action: 'kind.published',
        summary: `Pubblicata la versione ${version} del tipo di fascicolo «${title}»: ${motivation}`,
        details: { code, version, sha256, validFrom, validTo, against, differences, motivation },
        role,
      });
      await announceKinds(tx);
      return { code, version };
    });
    await this.kinds.reload();
    return published;
  }

  /** @throws AppError access.denied, kind.not_found */
  async text(actor: Actor, { code, version }: { code: string; version: string }): Promise<{ text: string; sha256: string }> {
    authorize(actor, 'kind.read', actor);
    return this.database.read(dbContext(actor), async (reader) => {
      const row = await reader.findOneBy(KindVersionEntity, { code, version });
      if (!row) throw new AppError('kind.not_found');
      return { text: row.text, sha256: row.sha256 };
    });
  }

  /** @throws AppError access.denied, kind.not_found */
  differences(actor: Actor, code: string, { from, to }: { from: string; to: string }): KindExamination['differences'] {
    authorize(actor, 'kind.read', actor);
    const versions = this.kinds.list(actor.suaId).filter((kind) => kind.code === code);
    const [before, after] = [from, to].map((version) => versions.find((kind) => kind.version === version));
    if (before === undefined || after === undefined) throw new AppError('kind.not_found');
    return differencesOf(before, after);
  }

  private async judge(reader: Reader, actor: Actor, text: string): Promise<Examined> {
    const loaded = loadKind(text);
    const sha256 = kindHash(text);
    if (!loaded.ok) {
      const named = namesIn(text);
      return { view: { ...named, version: null, sha256, findings: [...loaded.findings], against: null, differences: [] } };
    }
    const { kind } = loaded;
    const sua = await this.enti.require(reader, actor.suaId);
    const sigla = (sua.codiceIpa ?? actor.suaId.slice(0, 8)).replace(/^p_/, '').toUpperCase();
    const version = provinceVersion(kind.version, sigla);
    const own = this.kinds.list(actor.suaId).filter(({ code }) => code === kind.code);
    const current = this.currentOf(kind.code, actor.suaId);
    const findings = withLines(text, [...versionFindings(kind, version, own), ...this.looser(kind)]);
    const differences = current === null ? [] : differencesOf(current, kind);
    const { code, title } = kind;
    return { kind, view: { code, title, version, sha256, findings, against: current?.version ?? null, differences } };
  }

  private currentOf(code: string, suaId: string): LoadedKind | null {
    return this.kinds.list(suaId).some((kind) => kind.code === code) ? this.kinds.inForce(code, { suaId, on: this.today() }) : null;
  }

  /** Against what is shipped, not against what the Province made of it before: what it tightened itself it may loosen again. */
  private looser(kind: LoadedKind): readonly Omit<KindFinding, 'line'>[] {
    const shipped = this.kinds.list().filter(({ code, version }) => code === kind.code && !version.includes('+'));
    const newest = shipped.at(-1);
    return newest === undefined ? [] : loosenings(newest, kind);
  }

  private today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}

const differencesOf = (before: LoadedKind, after: LoadedKind): KindExamination['differences'] =>
  diffKinds(before, after).map((difference) => ({ ...difference, details: [...difference.details] }));

/** A version grows: what is published already is never below what comes after it. */
function versionFindings(kind: LoadedKind, version: string, known: readonly LoadedKind[]): readonly Omit<KindFinding, 'line'>[] {
  const newest = known.at(-1);
  if (known.some((other) => other.version === version)) {
    return [{ path: '$.version', message: `La versione ${kind.version} è già pubblicata: scrivi un numero più alto.` }];
  }
  if (newest === undefined || compareVersions(kind.version, newest.version) > 0) return [];
  return [{ path: '$.version', message: `La versione deve essere più alta di ${newest.version}.` }];
}

function withLines(text: string, findings: readonly Omit<KindFinding, 'line'>[]): KindExamination['findings'] {
  const reading = readJson(text);
  return findings.map((finding) => ({ ...finding, line: reading.ok ? reading.places.lineOf(finding.path) : null }));
}

/** What a text that is refused calls itself. */
function namesIn(text: string): { code: string | null; title: string | null } {
  const reading = readJson(text);
  const value = reading.ok && typeof reading.value === 'object' ? (reading.value as { code?: unknown; title?: unknown } | null) : null;
  const word = (given: unknown): string | null => (typeof given === 'string' ? given.slice(0, 200) : null);
  return { code: word(value?.code), title: word(value?.title) };
}

function refusedKind(findings: KindExamination['findings']): AppError {
  const [first] = findings;
  return new AppError('kind.refused', {
    ...(first === undefined ? {} : { detail: `Riga ${first.line ?? '?'}: ${first.message}` }),
    details: { findings },
  });
}
